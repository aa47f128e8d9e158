package dev.cubby.shared.problem;

import dev.cubby.shared.version.ETag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that can go wrong with a request. Each case becomes one problem document (RFC 9457).
public sealed interface Problem {

  /// Malformed or invalid, with every field that is, up to [#MAX_ERRORS].
  record InvalidRequest(List<FieldError> errors) implements Problem {
    /// Nobody reads more.
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
    /// There is no such `thing`, or it is not the caller's.
    public static NotFound of(String thing) {
      return new NotFound("There is no such " + thing);
    }
  }

  record Conflict(String detail) implements Problem {}

  /// The thing is no longer what the request states. `etag` is what it is now, null where it is
  /// absent.
  record PreconditionFailed(@Nullable ETag etag) implements Problem {}

  /// `what` has `size` bytes, more than the `limit`.
  record TooLarge(String what, long limit, long size) implements Problem {}

  record UnsupportedMediaType(String stated) implements Problem {}

  /// The `Idempotency-Key` came with another request before.
  record IdempotencyKeyReused() implements Problem {}

  /// A `service` that the API is built on throttles or cannot be reached.
  record Unavailable(String service) implements Problem {

    public static final String DATABASE = "The database";
    public static final String GATEWAY = "API Gateway's control plane";
  }

  record Unexpected() implements Problem {}

  /// The kind of this problem: its status, and its constant texts.
  default Kind kind() {
    return switch (this) {
      case InvalidRequest _ -> Kind.INVALID_REQUEST;
      case Unauthorized _ -> Kind.UNAUTHORIZED;
      case Forbidden _ -> Kind.FORBIDDEN;
      case NotFound _ -> Kind.NOT_FOUND;
      case Conflict _ -> Kind.CONFLICT;
      case PreconditionFailed _ -> Kind.PRECONDITION_FAILED;
      case TooLarge _ -> Kind.TOO_LARGE;
      case UnsupportedMediaType _ -> Kind.UNSUPPORTED_MEDIA_TYPE;
      case IdempotencyKeyReused _ -> Kind.IDEMPOTENCY_KEY_REUSED;
      case Unavailable _ -> Kind.UNAVAILABLE;
      case Unexpected _ -> Kind.UNEXPECTED;
    };
  }

  /// What happened this time, for a person.
  default String detail() {
    return switch (this) {
      case InvalidRequest(var errors) ->
          errors.size() == 1
              ? errors.getFirst().field() + " " + errors.getFirst().message()
              : errors.size() + " fields are invalid";
      case Unauthorized _ -> "Send an API key in the header x-api-key";
      case Forbidden(var detail) -> detail;
      case NotFound(var detail) -> detail;
      case Conflict(var detail) -> detail;
      case PreconditionFailed(var etag) ->
          etag == null ? "It does not exist" : "It has changed; its ETag is now " + etag;
      case TooLarge(var what, var limit, var size) ->
          what + " has " + size + " bytes; the limit here is " + limit;
      case UnsupportedMediaType(var stated) -> "Send application/json in UTF-8, not " + stated;
      case IdempotencyKeyReused _ ->
          "This Idempotency-Key came with another request in the last 24 hours; send a new one";
      case Unavailable(var service) -> service + " is busy or cannot be reached; try again";
      case Unexpected _ -> "Quote the requestId when reporting this";
    };
  }

  /// The kinds of problem: HTTP status, the end of the type URI, and the title.
  enum Kind {
    INVALID_REQUEST(400, "invalid-request", "Invalid request"),
    UNAUTHORIZED(401, "unauthorized", "Unauthorized"),
    FORBIDDEN(403, "forbidden", "Forbidden"),
    NOT_FOUND(404, "not-found", "Not found"),
    CONFLICT(409, "conflict", "Conflict"),
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

    /// The URI that identifies this kind, the same in every answer.
    public String type() {
      return type;
    }

    public String title() {
      return title;
    }
  }
}
