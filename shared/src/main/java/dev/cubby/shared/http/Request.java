package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.auth.Access;
import dev.cubby.shared.auth.Caller;
import dev.cubby.shared.dynamodb.Idempotency;
import dev.cubby.shared.dynamodb.PageRequest;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.json.patch.Patch;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.ETag;
import dev.cubby.shared.version.Precondition;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The request that API Gateway passes to a handler. Malformed input throws a [ProblemException]
/// that names it.
public final class Request {

  private static final long DEFAULT_LIMIT = 50;

  private final APIGatewayProxyRequestEvent event;
  private final Instant time;
  private final Query query;
  private final RequestUrl url;

  Request(APIGatewayProxyRequestEvent event, Instant time) {
    this.event = event;
    this.time = time;
    this.query = Query.of(event);
    this.url = new RequestUrl(event);
  }

  /// API Gateway's id of this request.
  String id() {
    return event.getRequestContext().getRequestId();
  }

  /// The method, and the path as in template.yaml.
  String route() {
    return event.getHttpMethod() + " " + event.getResource();
  }

  /// Returns a value of the authorizer's context, for the log; null without one.
  @Nullable String authorizerValue(String name) {
    var context = event.getRequestContext().getAuthorizer();
    return context == null || !(context.get(name) instanceof String value) ? null : value;
  }

  /// Returns the id of the client's trace, for the log; null without one.
  @Nullable String traceId() {
    return header(TraceParent.HEADER).flatMap(TraceParent::traceId).orElse(null);
  }

  /// The time at which the request arrived, the same throughout the request.
  public Instant time() {
    return time;
  }

  /// Checks that `access` allows the caller, and that all query parameters are among `parameters`,
  /// unless the function is public.
  ///
  /// @throws ProblemException 401 without a key that `access` requires, 403 if the key has expired
  ///   or lacks the role, 400 for another query parameter
  void admit(Access access, List<String> parameters) {
    if (access != Access.PUBLIC) {
      caller().require(access.role());
      requireOnly(parameters);
    }
  }

  /// Checks that a POST that creates states no precondition.
  ///
  /// @throws ProblemException 400 that names the header
  void requireNoPreconditionOfPost() {
    if ("POST".equals(event.getHttpMethod())) {
      ConditionalHeaders.requireNone(event);
    }
  }

  /// Checks that all query parameters are among `parameters`.
  void requireOnly(List<String> parameters) {
    query.requireOnly(parameters);
  }

  /// Checks that the query has none of `parameters`.
  ///
  /// @throws ProblemException naming each that it has, with the `message`
  public void requireAbsent(List<String> parameters, String message) {
    ProblemException.throwIfAny(
        parameters.stream()
            .filter(name -> query(name).isPresent())
            .map(name -> new FieldError(name, message))
            .toList());
  }

  public Caller caller() {
    return Caller.of(event.getRequestContext().getAuthorizer(), time);
  }

  /// Whether the route has the path parameter `name`.
  public boolean hasPath(String name) {
    return event.getResource().contains("{" + name + "}");
  }

  /// Returns the decoded path parameter `name`, which the route in template.yaml guarantees.
  public String path(String name) {
    return PathParameters.decoded(event, name);
  }

  /// Returns the path parameter `name`, the id of a `thing`, in lower case.
  ///
  /// @throws ProblemException 404 if it is not a UUID
  public String pathId(String name, String thing) {
    return UuidV7.parse(path(name)).orElseThrow(() -> new ProblemException(NotFound.of(thing)));
  }

  /// Whether the URL's path ends in a slash, which changes the base of a page's relative links.
  public boolean hasTrailingSlash() {
    return url.path().endsWith("/");
  }

  /// Returns the query parameter `name`.
  public Optional<String> query(String name) {
    return query.text(name);
  }

  /// Returns all values of the query parameter `name`.
  public List<String> queries(String name) {
    return query.texts(name);
  }

  /// Returns the query parameter `name`, `true` or `false`; false if it is absent.
  public boolean flag(String name) {
    return query.flag(name);
  }

  /// Returns the query parameter `name`, a time: RFC 3339 or seconds since 1970.
  public Optional<Instant> instant(String name) {
    return query.instant(name);
  }

  /// Returns the expiry in `ttl` or `expiresAt`; null without both.
  public @Nullable Instant expiry() {
    return query.expiry(time);
  }

  /// Returns the expiry that the body states; null without one.
  ///
  /// @throws ProblemException if it is not in the future
  public @Nullable Instant expiry(@Nullable Instant expiresAt) {
    return expiresAt == null ? null : Query.future(expiresAt, time);
  }

  /// Returns the body as a valid `T`. A [JsonText] accepts any JSON, a [Batch] its operations.
  ///
  /// @throws ProblemException with every invalid field, ordered by name
  public <T> T body(Class<T> type) {
    return type == Batch.class
        ? type.cast(Batch.of(this, RequestBody.json(event)))
        : RequestBody.valid(new JsonText(RequestBody.json(event)), type);
  }

  /// Returns the body, newline-delimited JSON.
  ///
  /// @throws ProblemException 415 if it is of another type
  public String lines() {
    return RequestBody.lines(event);
  }

  /// Returns a request of the same caller and time with other contents.
  Request part(Map<String, String> path, Map<String, String> query, @Nullable String body) {
    return new Request(
        new APIGatewayProxyRequestEvent()
            .withRequestContext(event.getRequestContext())
            .withPathParameters(path)
            .withQueryStringParameters(query)
            .withBody(body),
        time);
  }

  /// Returns the patch in the body, of at most 1 MB.
  ///
  /// @throws ProblemException 400 naming each malformed part, 413, or 415 if it is of neither type
  public Patch patch() {
    return RequestBody.patch(event);
  }

  /// Returns the body as a valid `T`, or `otherwise` without a body.
  public <T> T bodyOrElse(Class<T> type, T otherwise) {
    return BodyText.of(event).isBlank() ? otherwise : body(type);
  }

  /// Returns the query's `parameters` if they are valid.
  ///
  /// @throws ProblemException with every invalid parameter, ordered by name
  public <T> T valid(T parameters) {
    return RequestBody.valid(parameters, List.of());
  }

  /// Returns the idempotency that `Idempotency-Key` states, stored in the caller's partition.
  public Idempotency idempotency() {
    return IdempotencyHeader.of(event, route(), UserPartition.of(caller().userId()));
  }

  /// Returns the requested page of a list for `userId`, with at most `maxLimit` things.
  ///
  /// `filters` are the query parameters that filter the list; a cursor is valid for the same
  /// filters only. A client can forge a cursor, so its position must be an `isPosition`.
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

  /// Returns the precondition of a PUT in `If-Match` or `If-None-Match`, else `otherwise`.
  public Precondition precondition(Precondition otherwise) {
    return ConditionalHeaders.precondition(event, otherwise);
  }

  /// Returns the precondition in `If-Match` of a write that creates nothing.
  public OfExisting preconditionOfExisting() {
    return ConditionalHeaders.preconditionOfExisting(event);
  }

  /// Whether `If-Match` accepts the version `tag`.
  boolean expects(ETag tag) {
    return ConditionalHeaders.expects(event, tag);
  }

  /// Whether `If-None-Match` shows that the caller already has the version `tag`.
  boolean alreadyHas(ETag tag) {
    return ConditionalHeaders.alreadyHas(event, tag);
  }

  /// Returns the link to `path` of this API, including the stage.
  public String link(String path) {
    return url.prefix() + path;
  }

  /// Returns the URL of this API as the caller wrote it, including the stage; without a valid
  /// `Host`, relative to a path at the root of the API.
  public String baseUrl() {
    return url.base();
  }

  // Returns the link to this list at another cursor.
  private String linkToPage(String cursor) {
    return url.path() + "?" + query.with("cursor", cursor);
  }

  private Optional<String> header(String name) {
    return Headers.of(event, name);
  }
}
