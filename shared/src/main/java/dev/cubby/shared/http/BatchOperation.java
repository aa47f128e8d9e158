package dev.cubby.shared.http;

import dev.cubby.shared.json.JsonParts;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.Problem.NotFound;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.EntityTags;
import dev.cubby.shared.version.EntityTags.Listed;
import dev.cubby.shared.version.Precondition;
import dev.cubby.shared.version.Precondition.Absent;
import dev.cubby.shared.version.Precondition.Matches;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private static final String PATH = "/[a-z]{1,64}(?:/[^/?#]{1,1024}){0,3}/?";

  private final int index;
  private final Head head;
  private final List<String> segments;
  private final Request request;

  BatchOperation(Request batch, int index, JsonText json) {
    this.index = index;
    var members = in("", () -> JsonParts.members(json));
    var body = members.remove("body");
    head = in("", () -> RequestBody.valid(JsonParts.object(members), Head.class));
    // Generated clients state null for what is absent.
    require(
        body == null || body.text().equals("null") || method() != Method.DELETE,
        "body",
        "must be absent for DELETE");
    segments = List.of(head.path().substring(1).split("/"));
    var last = segments.getLast();
    var name = segments.get(Math.min(1, segments.size() - 1));
    var query = head.query() == null ? Map.<String, String>of() : head.query();
    request =
        batch.part(
            Map.of("key", last, "id", last, "name", name),
            query,
            body == null ? null : body.text());
  }

  public int index() {
    return index;
  }

  public Method method() {
    return head.method();
  }

  /// Returns the path of the list that the path names or that contains the thing, as in
  /// template.yaml: `records`, `collections/{name}/documents`.
  public String list() {
    return IntStream.rangeClosed(0, (segments.size() - 1) / 2)
        .mapToObj(i -> segments.get(2 * i))
        .collect(Collectors.joining("/{name}/"));
  }

  /// Returns the same path as the operation states it: `records`, `collections/orders/documents`.
  public String statedList() {
    return String.join("/", segments.subList(0, (segments.size() - 1) / 2 * 2 + 1));
  }

  /// Returns what `find` reads from the path of the single request, or finds by it.
  public <T> T find(Function<Request, T> find) {
    try {
      return find.apply(request);
    } catch (ProblemException e) {
      throw switch (e.problem()) {
        case InvalidRequest(var errors) -> invalid("path", errors.getFirst().message());
        case NotFound _ -> invalid("path", "must end in a UUID");
        default -> e;
      };
    }
  }

  /// Whether the path names one thing, not a list.
  public boolean namesOne() {
    return segments.size() % 2 == 0;
  }

  /// Returns the valid body, which `check` may refuse.
  public <T> T body(Class<T> type, Consumer<T> check) {
    return in(
        "body",
        () -> {
          var body = request.body(type);
          check.accept(body);
          return body;
        });
  }

  /// Returns the expiry in the query; null without one. A DELETE has none, and no query.
  public @Nullable Instant expiry() {
    return in(
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
    if (head.ifNoneMatch() == null) {
      return tag()
          .orElseThrow(() ->
              invalid(
                  "ifMatch",
                  "must be the thing's ETag" + (mayCreate ? ", or ifNoneMatch must be *" : "")));
    }
    require(mayCreate, "ifNoneMatch", "must be absent for " + head.path());
    require(head.ifNoneMatch().equals("*"), "ifNoneMatch", "must be *");
    require(head.ifMatch() == null, "ifMatch", "cannot be combined with ifNoneMatch");
    return new Absent();
  }

  // The header of a single request may also be `*`, or list tags.
  private Optional<Matches> tag() {
    return Optional.ofNullable(head.ifMatch())
        .filter(text -> text.startsWith("\"") && text.indexOf('"', 1) == text.length() - 1)
        .flatMap(EntityTags::parse)
        .map(tags -> new Matches(((Listed) tags).strong()));
  }

  /// Checks `condition` of the member `part`.
  public void require(boolean condition, String part, String message) {
    if (!condition) {
      throw invalid(part, message);
    }
  }

  /// Returns the problem of the member `part`.
  public ProblemException invalid(String part, String message) {
    return ProblemException.invalid(name(part), message);
  }

  // Problems that `step` has with a part of the member `part`, or with all of it, name it so.
  private <T extends @Nullable Object> T in(String part, Supplier<T> step) {
    try {
      return ProblemException.within(name(part), step);
    } catch (ProblemException e) {
      throw e.problem() instanceof TooLarge(var what, var limit, var size)
          ? new ProblemException(new TooLarge(what + " of " + name(part), limit, size))
          : e;
    }
  }

  private String name(String part) {
    return "operations[" + index + "]" + (part.isEmpty() ? "" : "." + part);
  }
}
