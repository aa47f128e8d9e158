package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem;
import dev.cubby.shared.version.ETag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a handler answers. Made by the factories only, so that every response looks the same.
public final class Response {

  private static final String JSON = "application/json";

  private final int status;
  private final Map<String, String> headers = new LinkedHashMap<>();
  // What it says may depend on the request it answers: links and problems do.
  private final Function<Request, @Nullable String> body;
  private @Nullable String location;

  private Response(int status, Function<Request, @Nullable String> body) {
    this.status = status;
    this.body = body;
  }

  /// 200 with `body` as JSON.
  public static Response ok(Object body) {
    return json(200, Json.write(body));
  }

  /// 200 with the very text `body`.
  public static Response ok(JsonText body) {
    return json(200, body.text());
  }

  /// 201 with `body` as JSON; the new thing is at `path` of this API.
  public static Response created(String path, Object body) {
    var response = json(201, Json.write(body));
    response.location = path;
    return response;
  }

  /// 204
  public static Response noContent() {
    return new Response(204, _ -> null);
  }

  /// 304: the caller has what bears `tag` already.
  public static Response notModified(ETag tag) {
    return new Response(304, _ -> null).etag(tag);
  }

  /// 200 with a page of a list, and the link to the next one if there may be more.
  public static Response page(Paging paging, Page<?> page) {
    if (page.position() == null) {
      return ok(new PageBody(page.items(), null));
    }
    var next = paging.cursor(page.position());
    return ok(new PageBody(page.items(), next))
        .header("Link", "<" + paging.link(next) + ">; rel=\"next\"");
  }

  /// The problem document of `problem`, with its status.
  public static Response problem(Problem problem) {
    var response =
        new Response(
                problem.kind().status(),
                request -> Json.write(ProblemDocument.of(problem, request.id())))
            .header("Content-Type", "application/problem+json");
    return switch (problem) {
      case Problem.Unavailable _ -> response.header("Retry-After", "2");
      case Problem.PreconditionFailed(var etag) when etag != null -> response.header("ETag", etag);
      default -> response;
    };
  }

  /// Adds the entity tag of what the response shows or made.
  public Response etag(ETag tag) {
    return header("ETag", tag.toString());
  }

  int status() {
    return status;
  }

  /// The response to `request` as API Gateway takes it, with `common` headers.
  APIGatewayProxyResponseEvent toEvent(Request request, Map<String, String> common) {
    var all = new LinkedHashMap<>(headers);
    if (location != null) {
      all.put("Location", request.link(location));
    }
    all.put("X-Request-Id", request.id());
    all.putAll(common);
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(status)
        .withHeaders(all)
        .withBody(body.apply(request))
        .withIsBase64Encoded(false);
  }

  private static Response json(int status, String text) {
    return new Response(status, _ -> text).header("Content-Type", JSON);
  }

  private Response header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  private record PageBody(List<?> items, @Nullable String next) {}
}
