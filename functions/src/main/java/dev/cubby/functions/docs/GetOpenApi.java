package dev.cubby.functions.docs;

import static dev.cubby.shared.auth.Access.PUBLIC;
import static dev.cubby.shared.http.StaticFile.Caching.REVALIDATED;

import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.http.StaticFile;
import dev.cubby.shared.json.Yaml;
import dev.cubby.shared.resource.ClassPath;
import java.time.InstantSource;

/// `GET /openapi.json`: returns openapi.yaml as JSON, with the URL that the caller used.
public final class GetOpenApi extends ApiFunction {

  // The server URL in openapi.yaml.
  private static final String SERVER = "\"http://127.0.0.1:3000\"";

  private final String description;

  public GetOpenApi() {
    super(PUBLIC, InstantSource.system());
    this.description = Yaml.toJson(ClassPath.text(GetOpenApi.class, "openapi.yaml"));
  }

  @Override
  protected Response handle(Request request) {
    var json = description.replace(SERVER, "\"" + request.baseUrl() + "\"");
    return Response.file(request, StaticFile.of("openapi.json", json, REVALIDATED));
  }
}
