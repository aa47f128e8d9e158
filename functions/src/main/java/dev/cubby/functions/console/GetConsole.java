package dev.cubby.functions.console;

import static dev.cubby.shared.auth.Access.PUBLIC;
import static dev.cubby.shared.http.StaticFile.Caching.IMMUTABLE;
import static dev.cubby.shared.http.StaticFile.Caching.REVALIDATED;
import static java.util.Objects.requireNonNull;

import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.http.StaticFile;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.resource.ClassPath;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// `GET /console`: returns the console's page, index.html. `GET /console/{version}/{file}`: returns
/// any other file beside this class. The version is a digest of all files, so that scripts find
/// each other by relative paths, and clients keep them for as long as none changes.
public final class GetConsole extends ApiFunction {

  private static final String PAGE = "index.html";

  private final StaticFile page;
  private final Map<String, StaticFile> files = new HashMap<>();

  public GetConsole() {
    super(PUBLIC, InstantSource.system());
    var texts = ClassPath.texts(GetConsole.class);
    var version = StaticFile.digest(texts.toString());
    var html = requireNonNull(texts.remove(PAGE)).replace("${version}", version);
    this.page = StaticFile.of(PAGE, html, REVALIDATED);
    texts.forEach(
        (name, text) -> files.put(version + "/" + name, StaticFile.of(name, text, IMMUTABLE)));
  }

  @Override
  protected Response handle(Request request) {
    if (request.hasPath("file")) {
      return Optional.ofNullable(files.get(request.path("version") + "/" + request.path("file")))
          .map(file -> Response.file(request, file))
          .orElseGet(() -> Response.problem(NotFound.of("file")));
    }
    // The page's links are relative to /console, so that they work below any stage.
    return request.hasTrailingSlash() ? Response.movedTo("/console") : Response.file(request, page);
  }
}
