package dev.cubby.shared.http;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.auth.Access;
import dev.cubby.shared.auth.Caller;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.json.Json;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.Problem.UnsupportedMediaType;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.validation.Validation;
import dev.cubby.shared.version.ETag;
import dev.cubby.shared.version.Precondition;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a handler may know of the request that API Gateway proxied to it. Whatever is malformed
/// leaves as a [ProblemException] that names it.
public final class Request {

  private static final long DEFAULT_LIMIT = 50;

  // A name or an address, with or without a port.
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");

  private final APIGatewayProxyRequestEvent event;
  private final Instant time;
  private final Query query;

  Request(APIGatewayProxyRequestEvent event, Instant time) {
    this.event = event;
    this.time = time;
    this.query = Query.of(event);
  }

  /// API Gateway's id of this request.
  String id() {
    return event.getRequestContext().getRequestId();
  }

  /// The method and the path with its parameters' names, as in template.yaml.
  String route() {
    return event.getHttpMethod() + " " + event.getResource();
  }

  /// A value that the authorizer passed, for the log; null without one.
  @Nullable String authorizerValue(String name) {
    var context = event.getRequestContext().getAuthorizer();
    return context == null || !(context.get(name) instanceof String value) ? null : value;
  }

  /// When the request arrived. It has one time, whatever it does.
  public Instant time() {
    return time;
  }

  /// Checks that the caller may call a function with this `access`.
  ///
  /// @throws ProblemException 401 without a key where one is needed, 403 if the key has expired or
  ///   lacks the role
  void authorize(Access access) {
    if (access != Access.PUBLIC) {
      caller().require(access.role());
    }
  }

  /// Whether API Gateway asked the authorizer about this request: it does not on public routes.
  boolean isAuthorized() {
    return event.getRequestContext().getAuthorizer() != null;
  }

  /// Returns the caller.
  public Caller caller() {
    return Caller.of(event.getRequestContext().getAuthorizer(), time);
  }

  /// Returns the path parameter `name`, which the route in template.yaml guarantees. API Gateway
  /// passes it as it stands in the URL, percent-encoded.
  public String path(String name) {
    var raw = requireNonNull(event.getPathParameters().get(name), name);
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw ProblemException.invalid(name, "is not percent-encoded correctly");
    }
  }

  /// Returns the path parameter `name`, which is the id of a `thing`.
  ///
  /// @throws ProblemException 404 if it is no UUID: then there is no such thing
  public String pathId(String name, String thing) {
    var id = path(name);
    if (!UuidV7.isUuid(id)) {
      throw new ProblemException(NotFound.of(thing));
    }
    return id;
  }

  /// Whether the URL's path ends in a slash, to which relative links of a page are then relative.
  public boolean hasTrailingSlash() {
    return event.getRequestContext().getPath().endsWith("/");
  }

  /// Returns the query parameter `name`.
  public Optional<String> query(String name) {
    return query.text(name);
  }

  /// Returns the query parameter `name`, `true` or `false`; false if it is absent.
  public boolean flag(String name) {
    return query.flag(name);
  }

  /// Returns the query parameter `name`, a point in time: RFC 3339 or seconds since 1970.
  public Optional<Instant> instant(String name) {
    return query.instant(name);
  }

  /// Returns when what this request writes expires, by `ttl` or `expiresAt`; null for never.
  public @Nullable Instant expiry() {
    return query.expiry(time);
  }

  /// Returns when what this request writes expires, as its body says; null for never.
  ///
  /// @throws ProblemException if that is not in the future
  public @Nullable Instant expiry(@Nullable Instant expiresAt) {
    return expiresAt == null ? null : Query.future(expiresAt, time);
  }

  /// Returns the body as a valid `T`. A [JsonText] is any JSON.
  ///
  /// @throws ProblemException naming every invalid field, ordered by name
  public <T> T body(Class<T> type) {
    if (type == JsonText.class) {
      return type.cast(JsonText.parse(text()));
    }
    var reading = Json.read(text(), type);
    return valid(reading.value(), reading.errors());
  }

  /// Returns the body as a valid `T`, or `otherwise` if there is none.
  public <T> T bodyOrElse(Class<T> type, T otherwise) {
    return BodyText.of(event).isBlank() ? otherwise : body(type);
  }

  /// Returns `parameters`, taken from the query, if they are valid.
  ///
  /// @throws ProblemException naming every one that is not, ordered by name
  public <T> T valid(T parameters) {
    return valid(parameters, List.of());
  }

  /// Returns what keeps this request from creating a thing twice, by `Idempotency-Key`. It is kept
  /// in `partition`, the caller's own, so that no other user meets it.
  public Idempotency idempotency(String partition) {
    return IdempotencyHeader.of(event, route(), partition);
  }

  /// Returns which page of a list the caller of `userId` wants, of at most `maxLimit` things.
  ///
  /// `filters` are the query parameters that say which things are listed: a cursor fits the same
  /// filters only. What it names must be an `isPosition` of the list, as a cursor can be forged.
  public Paging paging(
      String userId, int maxLimit, Predicate<String> isPosition, String... filters) {
    long limit = query.number("limit", 1, maxLimit).orElse(Math.min(maxLimit, DEFAULT_LIMIT));
    var order = query.text("order").orElse("asc");
    if (!order.equals("asc") && !order.equals("desc")) {
      throw ProblemException.invalid("order", "must be asc or desc");
    }
    var scope =
        Stream.concat(
                Stream.of(userId, event.getResource(), order),
                Stream.of(filters).map(name -> query.text(name).orElse("")))
            .collect(Collectors.joining("\0"));
    var position =
        query.text("cursor").map(cursor -> Cursor.decode(scope, cursor, isPosition)).orElse(null);
    return new Paging(
        new PageRequest(Math.toIntExact(limit), order.equals("asc"), position),
        scope,
        this::linkToPage);
  }

  /// Returns what must be there for a PUT to take place: by `If-Match` and `If-None-Match`, else
  /// `otherwise`.
  public Precondition precondition(Precondition otherwise) {
    return ConditionalHeaders.precondition(event, otherwise);
  }

  /// Returns what must be there for a write to take place that creates nothing: by `If-Match`, else
  /// anything.
  public OfExisting preconditionOfExisting() {
    return ConditionalHeaders.preconditionOfExisting(event);
  }

  /// Whether the caller wants what bears `tag`, by `If-Match`.
  boolean expects(ETag tag) {
    return ConditionalHeaders.expects(event, tag);
  }

  /// Whether the caller has what bears `tag` already, by `If-None-Match`.
  boolean alreadyHas(ETag tag) {
    return ConditionalHeaders.alreadyHas(event, tag);
  }

  /// Returns the link to `path` of this API, with what stands before it in the URL: the stage, if
  /// there is one.
  String link(String path) {
    return prefix() + path;
  }

  /// Returns the URL of this API as the caller wrote it, including the stage. Without a valid
  /// `Host` it is relative to a path at the root of the API.
  public String baseUrl() {
    var scheme = header("X-Forwarded-Proto").filter("http"::equals).orElse("https");
    return header("Host")
        .filter(HOST.asMatchPredicate())
        .map(host -> scheme + "://" + host + prefix())
        .orElse(".");
  }

  // The link to this same list at another cursor.
  private String linkToPage(String cursor) {
    var parameters =
        Stream.concat(
                Optional.ofNullable(event.getQueryStringParameters())
                    .orElse(Map.of())
                    .entrySet()
                    .stream()
                    .filter(parameter -> !parameter.getKey().equals("cursor")),
                Stream.of(Map.entry("cursor", cursor)))
            .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return event.getRequestContext().getPath() + "?" + parameters;
  }

  // What could not be read, in part or at all, has no value that could be checked.
  private static <T> T valid(T value, List<FieldError> unreadable) {
    var unreadableFields = unreadable.stream().map(FieldError::field).toList();
    var errors =
        Stream.concat(
                unreadable.stream(),
                Validation.errors(value).stream()
                    .filter(error ->
                        unreadableFields.stream()
                            .noneMatch(field ->
                                field.equals(error.field())
                                    || field.startsWith(error.field() + "["))))
            .sorted(comparing(FieldError::field).thenComparing(FieldError::message))
            .toList();
    if (errors.isEmpty()) {
      return value;
    }
    throw new ProblemException(new InvalidRequest(errors));
  }

  private String text() {
    header("Content-Type")
        .filter(stated -> !MediaType.mayBeJson(stated))
        .ifPresent(stated -> {
          throw new ProblemException(new UnsupportedMediaType(stated));
        });
    return BodyText.of(event);
  }

  // The resource (/records/{key}) has as many segments as the end of the path that belongs to the
  // API.
  private String prefix() {
    var path = event.getRequestContext().getPath();
    path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    for (int n = event.getResource().split("/").length; n > 1; n--) {
      path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
    return path;
  }

  private Optional<String> header(String name) {
    return Headers.of(event, name);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
