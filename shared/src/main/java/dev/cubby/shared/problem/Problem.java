package dev.cubby.shared.problem;

import static java.util.stream.Collectors.joining;

import dev.cubby.shared.version.ETag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every way in which a request can fail. Each becomes one problem document (RFC 9457).
public sealed interface Problem {

  /// The request is malformed or invalid; lists the invalid fields, at most [#MAX_ERRORS].
  record InvalidRequest(List<FieldError> errors) implements Problem {
    /// Bounds the response and the time that a body with many wrong fields takes.
    public static final int MAX_ERRORS = 100;

    public InvalidRequest {
      errors = errors.stream().limit(MAX_ERRORS).toList();
    }

    public InvalidRequest(String field, String message) {
      this(List.of(new FieldError(field, message)));
    }
  }

  record Unauthorized() implements Problem {}

  record Forbidden(String detail) implements Problem {}

  record NotFound(String detail) implements Problem {
    /// The `thing` does not exist, or belongs to another user.
    public static NotFound of(String thing) {
      return new NotFound("The " + thing + " does not exist");
    }
  }

  record Conflict(String detail) implements Problem {}

  /// Operations of a batch failed, so that none took effect.
  record BatchFailed(List<OperationFailure> failures) implements Problem {}

  /// The thing does not meet the request's precondition. `etag` is its current tag, null if it does
  /// not exist.
  record PreconditionFailed(@Nullable ETag etag) implements Problem {}

  /// `what` has `size` bytes, more than the `limit`.
  record TooLarge(String what, long limit, long size) implements Problem {}

  /// The body's media type is not `expected`, or its charset is not UTF-8.
  record UnsupportedMediaType(String expected, String stated) implements Problem {
    public UnsupportedMediaType {
      stated = FieldError.cut(stated);
    }
  }

  /// The body's media type is not in [#ACCEPTED], or its charset is not UTF-8.
  record UnsupportedPatch(String stated) implements Problem {
    public static final String ACCEPTED =
        "application/merge-patch+json, application/json-patch+json";

    public UnsupportedPatch {
      stated = FieldError.cut(stated);
    }
  }

  /// Another request used the `Idempotency-Key`.
  record IdempotencyKeyReused() implements Problem {}

  /// A `service` that the API depends on throttles or is unreachable.
  record Unavailable(String service) implements Problem {

    public static final String DATABASE = "The database";
    public static final String GATEWAY = "API Gateway's control plane";
  }

  /// Other requests changed the same data each time, or still do.
  record Contended() implements Problem {}

  record Unexpected() implements Problem {}

  /// Returns the kind of this problem: its status and its constant texts.
  default Kind kind() {
    return switch (this) {
      case InvalidRequest _ -> Kind.INVALID_REQUEST;
      case Unauthorized _ -> Kind.UNAUTHORIZED;
      case Forbidden _ -> Kind.FORBIDDEN;
      case NotFound _ -> Kind.NOT_FOUND;
      case Conflict _ -> Kind.CONFLICT;
      case BatchFailed _ -> Kind.BATCH_FAILED;
      case PreconditionFailed _ -> Kind.PRECONDITION_FAILED;
      case TooLarge _ -> Kind.TOO_LARGE;
      case UnsupportedMediaType _, UnsupportedPatch _ -> Kind.UNSUPPORTED_MEDIA_TYPE;
      case IdempotencyKeyReused _ -> Kind.IDEMPOTENCY_KEY_REUSED;
      case Unavailable _, Contended _ -> Kind.UNAVAILABLE;
      case Unexpected _ -> Kind.UNEXPECTED;
    };
  }

  /// Returns a description of this occurrence, for people.
  default String detail() {
    return switch (this) {
      case InvalidRequest(var errors) ->
          errors.size() == 1
              ? errors.getFirst().field() + " " + errors.getFirst().message()
              : errors.size() + " fields are invalid";
      case Unauthorized _ -> "This request requires an API key in the x-api-key header";
      case Forbidden(var detail) -> detail;
      case NotFound(var detail) -> detail;
      case Conflict(var detail) -> detail;
      case BatchFailed(var failures) ->
          "No operation took effect, because these failed: "
              + failures.stream()
                  .map(failure -> Integer.toString(failure.index()))
                  .collect(joining(", "));
      case PreconditionFailed(var etag) ->
          etag == null
              ? "The resource does not exist"
              : "The precondition failed; the current ETag is " + etag;
      case TooLarge(var what, var limit, var size) ->
          what + " has " + size + " bytes; the limit is " + limit;
      case UnsupportedMediaType(var expected, var stated) ->
          "Content-Type must be " + expected + " in UTF-8, not " + stated;
      case UnsupportedPatch(var stated) ->
          "Content-Type must be application/merge-patch+json or application/json-patch+json in UTF-8"
              + (stated.isEmpty() ? "" : ", not " + stated);
      case IdempotencyKeyReused _ ->
          "Another request used this Idempotency-Key in the last 24 hours; send a new key";
      case Unavailable(var service) -> service + " is busy or unreachable; try again";
      case Contended _ -> "Other requests are changing the same data; send this request again";
      case Unexpected _ ->
          "The request failed unexpectedly; include the requestId when you report it";
    };
  }

  /// The kinds of problem: HTTP status, suffix of the type URI, and title.
  enum Kind {
    INVALID_REQUEST(400, "invalid-request", "Invalid request"),
    UNAUTHORIZED(401, "unauthorized", "Unauthorized"),
    FORBIDDEN(403, "forbidden", "Forbidden"),
    NOT_FOUND(404, "not-found", "Not found"),
    CONFLICT(409, "conflict", "Conflict"),
    BATCH_FAILED(409, "batch-failed", "Batch failed"),
    PRECONDITION_FAILED(412, "precondition-failed", "Precondition failed"),
    TOO_LARGE(413, "too-large", "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "Unsupported media type"),
    IDEMPOTENCY_KEY_REUSED(422, "idempotency-key-reused", "Idempotency key reused"),
    UNEXPECTED(500, "internal-error", "Internal error"),
    UNAVAILABLE(503, "unavailable", "Service unavailable");

    private final int status;
    private final String type;
    private final String title;

    Kind(int status, String slug, String title) {
      this.status = status;
      this.type = "urn:problem-type:cubby:" + slug;
      this.title = title;
    }

    public int status() {
      return status;
    }

    /// The URI of this kind, the same in every response.
    public String type() {
      return type;
    }

    public String title() {
      return title;
    }
  }
}
