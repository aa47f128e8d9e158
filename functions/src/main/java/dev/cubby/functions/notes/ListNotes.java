package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Role.READ;

import dev.cubby.functions.Period;
import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Paging;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import java.time.InstantSource;
import java.util.function.Predicate;

/// `GET /notes`: a page of the caller's notes, in the order of their creation, or, with `title`, of
/// those whose titles begin so, in the order of their titles.
public final class ListNotes extends ApiFunction {

  private static final int MAX_LIMIT = 1_000;
  // A BatchGetItem's.
  private static final int MAX_SEARCH_LIMIT = 100;

  private final NoteStore notes;

  public ListNotes() {
    this(new NoteStore(Wiring.table()), InstantSource.system());
  }

  ListNotes(NoteStore notes, InstantSource clock) {
    super(clock);
    this.notes = notes;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.caller(READ).userId();
    return TitlePrefix.of(request)
        .map(prefix -> search(userId, prefix, request))
        .orElseGet(() -> list(userId, Period.of(request), request));
  }

  private Response list(String userId, Period period, Request request) {
    var paging = paging(userId, MAX_LIMIT, period::contains, request);
    var page = notes.list(userId, period, paging.page(), request.time());
    return Response.page(paging, page.map(NoteDocument::of));
  }

  private Response search(String userId, TitlePrefix prefix, Request request) {
    var paging = paging(userId, MAX_SEARCH_LIMIT, prefix::isPrefixOfPlace, request);
    var page = notes.search(userId, prefix, paging.page(), request.time());
    return Response.page(paging, page.map(NoteDocument::of));
  }

  private static Paging paging(
      String userId, int maxLimit, Predicate<String> isPosition, Request request) {
    return request.paging(userId, maxLimit, isPosition, "title", "from", "to");
  }
}
