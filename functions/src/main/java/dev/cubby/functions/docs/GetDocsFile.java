package dev.cubby.functions.docs;

import static dev.cubby.shared.auth.Access.PUBLIC;
import static dev.cubby.shared.http.StaticFile.Caching.IMMUTABLE;
import static dev.cubby.shared.http.StaticFile.Caching.REVALIDATED;

import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.http.StaticFile;
import dev.cubby.shared.http.StaticFile.Caching;
import dev.cubby.shared.problem.Problem.NotFound;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `GET /docs/{file}`: returns a file of the documentation page.
public final class GetDocsFile extends ApiFunction {

  // The page requests Swagger UI's files with their version in the query.
  private static final Map<String, Caching> NAMES =
      Map.of(
          "docs.css", REVALIDATED,
          "docs.js", REVALIDATED,
          "favicon.svg", REVALIDATED,
          "swagger-ui.css", IMMUTABLE,
          "swagger-ui-bundle.js", IMMUTABLE,
          "swagger-ui-bundle.js.LICENSE.txt", REVALIDATED);

  private final Map<String, StaticFile> files;

  public GetDocsFile() {
    super(PUBLIC, InstantSource.system());
    this.files =
        NAMES.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    file -> StaticFile.beside(GetDocsFile.class, file.getKey(), file.getValue())));
  }

  @Override
  protected Response handle(Request request) {
    return Optional.ofNullable(files.get(request.path("file")))
        .map(file -> Response.file(request, file))
        .orElseGet(() -> Response.problem(NotFound.of("file")));
  }
}
