package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Access.READ;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// `GET /sources`: returns a page of the caller's sources, ordered by name.
public final class ListSources extends ApiFunction {

  private static final int MAX_LIMIT = 1_000;
  // A name, or that of a shard.
  private static final Predicate<String> IS_POSITION =
      Pattern.compile(Source.NAME + "(#[0-9]{1,2})?").asMatchPredicate();

  private record Named(String name) {}

  private final SourceStore sources;

  public ListSources() {
    this(
        new SourceStore(Wiring.table(), Wiring.sourceShards(), Wiring.sourceRetention()),
        InstantSource.system());
  }

  ListSources(SourceStore sources, InstantSource clock) {
    super(READ, clock, "limit", "order", "cursor");
    this.sources = sources;
  }

  @Override
  protected Response handle(Request request) {
    var userId = request.caller().userId();
    var paging = request.paging(userId, MAX_LIMIT, IS_POSITION);
    return Response.page(
        paging, sources.names(userId, paging.page(), request.time()).map(Named::new));
  }
}
