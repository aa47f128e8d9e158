package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Access.READ;

import dev.cubby.functions.TimeRange;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.Paging;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.owned.OwnedFunction;
import dev.cubby.shared.owned.OwnedResource;
import java.time.InstantSource;
import java.util.function.Predicate;

/// `GET /notes`: returns a page of the caller's notes, ordered by creation, or, with `title`, of
/// those whose titles begin with it, ordered by title.
public final class ListNotes extends OwnedFunction<Note> {

  public ListNotes() {
    this(Wiring.table(), InstantSource.system());
  }

  ListNotes(Table table, InstantSource clock) {
    super(
        READ,
        ListNotes::list,
        new NoteKind(),
        table,
        clock,
        "from",
        "to",
        "title",
        "limit",
        "order",
        "cursor");
  }

  private static Response list(OwnedResource<Note> notes, Request request) {
    return TitlePrefix.of(request)
        .map(prefix -> byTitle(notes, prefix, request))
        .orElseGet(() -> byTime(notes, TimeRange.of(request), request));
  }

  private static Response byTime(OwnedResource<Note> notes, TimeRange range, Request request) {
    var paging = paging(OwnedResource.MAX_LIMIT, range::contains, request);
    var page =
        notes
            .store()
            .between(
                request.caller().userId(), range.from(), range.to(), paging.page(), request.time());
    return notes.page(paging, page);
  }

  private static Response byTitle(OwnedResource<Note> notes, TitlePrefix prefix, Request request) {
    var paging = paging(OwnedResource.MAX_INDEX_LIMIT, prefix::isPrefixOfIndexKey, request);
    var page =
        notes
            .store()
            .listByIndex(request.caller().userId(), prefix.folded(), paging.page(), request.time());
    // The index is updated later than the title.
    return notes.page(paging, page.filter(note -> prefix.isPrefixOf(note.content().title())));
  }

  private static Paging paging(int maxLimit, Predicate<String> isPosition, Request request) {
    return request.paging(request.caller().userId(), maxLimit, isPosition, "title", "from", "to");
  }
}
