package dev.cubby.functions.docs;

import static dev.cubby.shared.auth.Access.PUBLIC;
import static dev.cubby.shared.http.StaticFile.Caching.REVALIDATED;

import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.http.StaticFile;
import java.time.InstantSource;

/// `GET /docs`: returns the page that shows the API and sends requests.
public final class GetDocs extends ApiFunction {

  private final StaticFile page;

  public GetDocs() {
    super(PUBLIC, InstantSource.system());
    this.page = StaticFile.beside(GetDocs.class, "docs.html", REVALIDATED);
  }

  @Override
  protected Response handle(Request request) {
    // The page's links are relative to /docs, so that they work below any stage.
    return request.hasTrailingSlash() ? Response.movedTo("/docs") : Response.file(request, page);
  }
}
