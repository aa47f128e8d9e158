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

/// `GET /openapi.json`: answers 200 with the description of the API, which is openapi.yaml as JSON.
public final class GetOpenApi extends ApiFunction {

  private final StaticFile description;

  public GetOpenApi() {
    super(PUBLIC, InstantSource.system());
    var json = Yaml.toJson(ClassPath.text(GetOpenApi.class, "openapi.yaml"));
    this.description = StaticFile.of("openapi.json", json, REVALIDATED);
  }

  @Override
  protected Response handle(Request request) {
    return Response.file(request, description);
  }
}
