package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.cubby.shared.dynamodb.Outcome;
import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem;
import dev.cubby.shared.version.ETag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A response, created by the factories only, so that all responses look the same.
public final class Response {

  private static final String JSON = "application/json";
  private static final String LINES = "application/x-ndjson";

  private final int status;
  private final Map<String, String> headers = new LinkedHashMap<>();
  // The body of a problem depends on the request.
  private final Function<Request, @Nullable String> body;
  private @Nullable String location;

  private Response(int status, Function<Request, @Nullable String> body) {
    this.status = status;
    this.body = body;
  }

  /// Returns 200 with `body` as JSON; a [JsonText] is unchanged.
  public static Response ok(Object body) {
    return json(200, body instanceof JsonText(var text) ? text : Json.write(body));
  }

  /// Returns 200 with `body` of version `tag`, 412 if `request` requires another version, or 304 if
  /// the caller already has this one.
  public static Response ok(Request request, ETag tag, Object body) {
    return conditional(request, tag, () -> ok(body));
  }

  /// Returns 201 with `body` as JSON; `Location` is `path` of this API.
  public static Response created(String path, Object body) {
    var response = json(201, Json.write(body));
    response.location = path;
    return response;
  }

  public static Response noContent() {
    return new Response(204, _ -> null);
  }

  /// Returns 200 with `file`, 412 if `request` requires another version, or 304 if the caller
  /// already has this one.
  public static Response file(Request request, StaticFile file) {
    var response =
        conditional(
            request,
            file.tag(),
            () ->
                new Response(200, _ -> file.text())
                    .header("Content-Type", file.mediaType())
                    .header("Content-Security-Policy", file.policy())
                    .header("Cross-Origin-Opener-Policy", "same-origin")
                    .header("Referrer-Policy", "no-referrer"));
    return response.status == 412
        ? response
        : response.header("Cache-Control", file.caching().directives());
  }

  /// Returns 308 to `path` of this API.
  public static Response movedTo(String path) {
    var response = new Response(308, _ -> null);
    response.location = path;
    return response;
  }

  /// Returns 200 with as much of a page of a list as fits Lambda's response, and a link to the next
  /// page if there may be one.
  public static <T> Response page(Paging paging, Page<T> page) {
    var shown =
        page.map(thing -> new JsonText(Json.write(thing)))
            .upTo(LambdaResult.MAX_BODY_BYTES, json -> LambdaResult.bytes(json.text()) + 1);
    var next = shown.position() == null ? null : paging.cursor(shown.position());
    return ok(new PageBody(shown.items(), next)).link(paging, next);
  }

  /// Returns 200 with the number of things on a page of a list, and a link to the next page if
  /// there may be one.
  public static Response count(Paging paging, Page<?> page) {
    var next = page.position() == null ? null : paging.cursor(page.position());
    return ok(new CountBody(page.entries().size(), next)).link(paging, next);
  }

  /// Returns 200 with as many `lines` of a page of newline-delimited JSON as fit Lambda's response,
  /// and a link to the next page if there may be one. A line ends in a newline.
  public static Response lines(Paging paging, Page<String> lines) {
    var shown = lines.upTo(LambdaResult.MAX_BODY_BYTES, LambdaResult::bytes);
    var next = shown.position() == null ? null : paging.cursor(shown.position());
    return new Response(200, _ -> String.join("", shown.items()))
        .header("Content-Type", LINES)
        .link(paging, next);
  }

  /// Returns 200 with the things that `find` finds by `names`, in this order, the names of those
  /// that are `missing`, and the `unread` names together with those whose things no longer fit
  /// Lambda's response.
  public static Response selection(
      List<String> names, List<String> unread, Function<String, Optional<Object>> find) {
    var selection = new SelectionBody(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int bytes = 0;
    for (var name : names) {
      var thing = find.apply(name).map(found -> new JsonText(Json.write(found)));
      int size = thing.map(json -> LambdaResult.bytes(json.text()) + 1).orElse(0);
      if (unread.contains(name) || bytes + size > LambdaResult.MAX_BODY_BYTES) {
        selection.unread().add(name);
      } else {
        bytes += size;
        thing.ifPresentOrElse(selection.items()::add, () -> selection.missing().add(name));
      }
    }
    return ok(selection);
  }

  /// Returns the response to a write of a `kind` of thing that had no effect: 404, 412, or 409 with
  /// the detail `conflict`.
  public static Response refused(Outcome.Refused<?> refused, String kind, String conflict) {
    return problem(
        switch (refused) {
          case Outcome.Exists<?> _ -> new Problem.Conflict(conflict);
          case Outcome.Absent<?> _ -> Problem.NotFound.of(kind);
          case Outcome.Mismatch<?>(var current) -> new Problem.PreconditionFailed(current);
        });
  }

  /// Returns the problem document of `problem`, with its status.
  public static Response problem(Problem problem) {
    var response =
        new Response(
                problem.kind().status(),
                request -> ProblemDocument.of(problem, request.id()).text())
            .header("Content-Type", "application/problem+json");
    return switch (problem) {
      case Problem.Unavailable _, Problem.Contended _ -> response.header("Retry-After", "2");
      case Problem.UnsupportedPatch _ ->
          response.header("Accept-Patch", Problem.UnsupportedPatch.ACCEPTED);
      case Problem.PreconditionFailed(var etag) when etag != null -> response.etag(etag);
      default -> response;
    };
  }

  /// Adds the entity tag of the returned thing.
  public Response etag(ETag tag) {
    return header("ETag", tag.toString());
  }

  /// Forbids every cache to store this response, because it contains a secret.
  public Response notStored() {
    return header("Cache-Control", "no-store");
  }

  int status() {
    return status;
  }

  /// Returns the API Gateway event. The response's own headers take precedence over `common`.
  APIGatewayProxyResponseEvent toEvent(Request request, Map<String, String> common) {
    var all = new LinkedHashMap<>(common);
    all.putAll(headers);
    if (location != null) {
      all.put("Location", request.link(location));
    }
    all.put("X-Request-Id", request.id());
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(status)
        .withHeaders(all)
        .withBody(body.apply(request))
        .withIsBase64Encoded(false);
  }

  private static Response json(int status, String text) {
    return new Response(status, _ -> text).header("Content-Type", JSON);
  }

  private static Response conditional(Request request, ETag tag, Supplier<Response> full) {
    if (!request.expects(tag)) {
      return problem(new Problem.PreconditionFailed(tag));
    }
    return (request.alreadyHas(tag) ? new Response(304, _ -> null) : full.get()).etag(tag);
  }

  private Response link(Paging paging, @Nullable String next) {
    return next == null ? this : header("Link", "<" + paging.link(next) + ">; rel=\"next\"");
  }

  private Response header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  private record SelectionBody(List<JsonText> items, List<String> missing, List<String> unread) {}

  private record CountBody(int count, @Nullable String next) {}

  private record PageBody(List<JsonText> items, @Nullable String next) {}
}
