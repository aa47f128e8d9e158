package dev.cubby.shared.http;

import dev.cubby.shared.json.Json;
import dev.cubby.shared.json.JsonParts;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.Precondition;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One operation of a [Batch], read as the single request that it stands for. Every problem names
/// the operation's index and member, such as `operations[3].body.title`.
public final class BatchOperation {

  /// The methods that an operation can have.
  public enum Method {
    POST,
    PUT,
    DELETE
  }

  /// The operation without its body.
  private record Head(
      @NotNull Method method,
      @NotNull @Pattern(regexp = PATH, message = "must be a path such as /records/a") String path,
      @Nullable Map<String, String> query,
      @Nullable String ifMatch,
      @Nullable String ifNoneMatch) {}

  // As in API Gateway, a trailing slash counts for nothing.
  private static final String PATH = "/[a-z]{1,64}(?:/[^/?#]{1,1024})?/?";

  private final int index;
  private final Head head;
  private final String[] segments;
  private final Request request;

  private BatchOperation(int index, Head head, Request request) {
    this.index = index;
    this.head = head;
    this.segments = head.path().substring(1).split("/", -1);
    this.request = request;
  }

  static BatchOperation of(Request batch, int index, JsonText json) {
    return within(
        index,
        "",
        () -> {
          var members = JsonParts.members(json);
          var body = members.remove("body");
          var head = RequestBody.valid(object(members), Head.class);
          var segments = head.path().split("/", -1);
          var id = segments.length < 3 ? "" : segments[2];
          var request =
              batch.part(
                  Map.of("key", id, "id", id),
                  head.query() == null ? Map.of() : head.query(),
                  conditions(head),
                  body == null ? null : body.text());
          var operation = new BatchOperation(index, head, request);
          // Generated clients state null for what is absent.
          operation.require(
              body == null || body.text().equals("null") || head.method() != Method.DELETE,
              "body",
              "must be absent for DELETE");
          return operation;
        });
  }

  public int index() {
    return index;
  }

  public Method method() {
    return head.method();
  }

  /// Returns the first segment of the path.
  public String collection() {
    return segments[0];
  }

  /// Whether the path has a second segment.
  public boolean namesOne() {
    return segments.length > 1 && !segments[1].isEmpty();
  }

  /// Returns the single request, to read its path from.
  public Request request() {
    return request;
  }

  /// Returns the valid body.
  public <T> T body(Class<T> type) {
    return request.body(type);
  }

  /// Returns the expiry in the query; null without one. A DELETE has none, and no query.
  public @Nullable Instant expiry() {
    return within(
        "query",
        () -> {
          request.requireOnly(method() == Method.DELETE ? List.of() : List.of("ttl", "expiresAt"));
          return request.expiry();
        });
  }

  /// Checks that the operation has no precondition.
  public void requireNoCondition() {
    require(head.ifMatch() == null, "ifMatch", "must be absent for " + method());
    require(head.ifNoneMatch() == null, "ifNoneMatch", "must be absent for " + method());
  }

  /// Returns the precondition: `ifMatch` with one tag, or, where that `mayCreate`, `ifNoneMatch`.
  public Precondition precondition(boolean mayCreate) {
    return within(
        "",
        () -> {
          require(
              head.ifMatch() == null || head.ifNoneMatch() == null,
              "ifMatch",
              "cannot be combined with ifNoneMatch");
          require(
              head.ifMatch() == null || isOneTag(head.ifMatch()),
              "ifMatch",
              "must be the thing's ETag");
          var otherwise = new Precondition.Present();
          var stated =
              mayCreate ? request.precondition(otherwise) : request.preconditionOfExisting();
          require(
              !(stated instanceof Precondition.Present),
              "ifMatch",
              "must be the thing's ETag" + (mayCreate ? ", or ifNoneMatch must be *" : ""));
          return stated;
        });
  }

  // The header of a single request may also be `*`, or list tags.
  private static boolean isOneTag(String text) {
    return text.startsWith("\"") && text.indexOf('"', 1) == text.length() - 1;
  }

  /// Returns the result of `step`, which reads the member `part`.
  public <T extends @Nullable Object> T within(String part, Supplier<T> step) {
    return within(index, part, step);
  }

  /// Checks `condition` of the member `part`.
  public void require(boolean condition, String part, String message) {
    if (!condition) {
      throw invalid(part, message);
    }
  }

  /// Returns the problem of the member `part`.
  public ProblemException invalid(String part, String message) {
    return ProblemException.invalid(named(index, part), message);
  }

  private static <T extends @Nullable Object> T within(int index, String part, Supplier<T> step) {
    try {
      return step.get();
    } catch (ProblemException e) {
      throw new ProblemException(
          switch (e.problem()) {
            case InvalidRequest(var errors) ->
                new InvalidRequest(
                    errors.stream()
                        .map(error ->
                            new FieldError(field(index, part, error.field()), error.message()))
                        .toList());
            case NotFound _ -> new InvalidRequest(named(index, part), "must end in a UUID");
            case TooLarge(var what, var limit, var size) ->
                new TooLarge(what + " of " + named(index, part), limit, size);
            default -> e.problem();
          });
    }
  }

  // Problems of single requests name headers, the path's parameter, and the body as a whole.
  private static String field(int index, String part, String field) {
    if (field.startsWith(named(index, ""))) {
      return field;
    }
    return switch (field) {
      case "body" -> named(index, part);
      case "If-Match" -> named(index, "ifMatch");
      case "If-None-Match" -> named(index, "ifNoneMatch");
      default ->
          part.equals("path")
              ? named(index, part)
              : named(index, part.isEmpty() ? field : part + "." + field);
    };
  }

  private static String named(int index, String part) {
    return "operations[" + index + "]" + (part.isEmpty() ? "" : "." + part);
  }

  private static Map<String, String> conditions(Head head) {
    var headers = new HashMap<String, String>();
    if (head.ifMatch() != null) {
      headers.put("If-Match", head.ifMatch());
    }
    if (head.ifNoneMatch() != null) {
      headers.put("If-None-Match", head.ifNoneMatch());
    }
    return headers;
  }

  private static JsonText object(Map<String, JsonText> members) {
    return new JsonText(
        members.entrySet().stream()
            .map(member -> Json.write(member.getKey()) + ":" + member.getValue().text())
            .collect(Collectors.joining(",", "{", "}")));
  }
}
