package dev.cubby.shared.owned;

import dev.cubby.shared.aws.CallLimits;
import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.RequestBody;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.json.JsonParts;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.owned.LineResult.Outcome;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.Conflict;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The import of lines of an export into the caller's data: each line by itself, in order.
///
/// A line makes one call to DynamoDB, one more if it replaces something, and those that its kind
/// needs before. An invalid or expired one makes at most the call that finds its kind. Sent again,
/// a line changes nothing.
public final class OwnedImport {

  /// The maximum number of lines.
  public static final int MAX_LINES = 100;

  private static final int MAX_BYTES = 4 * 1024 * 1024;

  // Bounds the response: a line can have any number of fields, with long names.
  private static final int MAX_ERRORS = 10;

  // Measured from the arrival of the request. The last line takes at most 8 s, and before that 3 s
  // for the definition of a collection, or for each MB of all of them, hardly ever more than 4. The
  // function has 28 s.
  private static final Duration TIME_FOR_LINES = CallLimits.lengthened(Duration.ofSeconds(7));

  private record Body(List<LineResult> results) {}

  private final InstantSource clock;
  private final Map<String, BiFunction<Request, LineHead, OwnedLines<?>>> kinds = new TreeMap<>();

  public OwnedImport(List<OwnedLines<?>> kinds, InstantSource clock) {
    this.clock = clock;
    kinds.forEach(lines -> with(lines.name(), (_, _) -> lines));
  }

  /// Adds things of this `kind`. `lines` returns what reads and writes a line of it.
  public OwnedImport with(String kind, BiFunction<Request, LineHead, OwnedLines<?>> lines) {
    kinds.put(kind, lines);
    return this;
  }

  /// Handles POST of 1 to [#MAX_LINES] lines of at most 4 MB; empty lines do not count. With
  /// `?replace=true`, a line replaces what is there instead.
  ///
  /// @throws ProblemException with [Unavailable] if the first line fails so. Later lines that fail
  ///   so, or that time does not suffice for, are unavailable in the response
  public Response write(Request request) {
    var replaces = request.flag("replace");
    var lines = lines(request.lines());
    var results = new ArrayList<LineResult>();
    var seen = new HashMap<Key, Integer>();
    try {
      for (var line : lines.entrySet()) {
        if (clock.instant().isAfter(request.time().plus(TIME_FOR_LINES))) {
          break;
        }
        results.add(write(line.getKey(), line.getValue(), replaces, seen, request));
      }
    } catch (ProblemException e) {
      if (results.isEmpty()) {
        throw e;
      }
      RequestLog.failed(e.getCause());
    }
    var unavailable = lines.keySet().stream().skip(results.size()).toList();
    if (!unavailable.isEmpty()) {
      RequestLog.count("unavailable", unavailable.size());
      unavailable.forEach(number -> results.add(result(number, Outcome.UNAVAILABLE)));
    }
    return Response.ok(new Body(results));
  }

  // By number, from 1.
  private static Map<Integer, String> lines(String text) {
    int size = ItemSize.utf8(text);
    if (size > MAX_BYTES) {
      throw new ProblemException(new TooLarge("The import", MAX_BYTES, size));
    }
    var all = text.split("\n", -1);
    var lines = new TreeMap<Integer, String>();
    for (int i = 0; i < all.length && lines.size() <= MAX_LINES; i++) {
      if (!all[i].isBlank()) {
        lines.put(i + 1, all[i]);
      }
    }
    if (lines.isEmpty() || lines.size() > MAX_LINES) {
      throw ProblemException.invalid("body", "must have 1 to " + MAX_LINES + " lines");
    }
    return lines;
  }

  // `seen` has the lines before.
  private LineResult write(
      int number, String line, boolean replaces, Map<Key, Integer> seen, Request request) {
    try {
      var members = ProblemException.within("line", () -> JsonParts.members(JsonText.parse(line)));
      var body = members.remove("body");
      var head = RequestBody.valid(JsonParts.object(members), LineHead.class);
      var kind = kinds.get(head.kind());
      if (kind == null) {
        throw ProblemException.invalid(
            "kind", "must be one of " + String.join(", ", kinds.keySet()));
      }
      return write(kind.apply(request, head), number, head, body, replaces, seen, request);
    } catch (ProblemException e) {
      return switch (e.problem()) {
        case InvalidRequest(var errors) -> invalid(number, errors);
        case TooLarge tooLarge ->
            invalid(number, List.of(new FieldError("body", "is too large: " + tooLarge.detail())));
        case Conflict(var detail) -> invalid(number, List.of(new FieldError("line", detail)));
        default -> throw e;
      };
    }
  }

  private static <T> LineResult write(
      OwnedLines<T> kind,
      int number,
      LineHead head,
      @Nullable JsonText body,
      boolean replaces,
      Map<Key, Integer> seen,
      Request request) {
    var userId = request.caller().userId();
    var thing = kind.thing(userId, head, body);
    var first = seen.putIfAbsent(kind.key(userId, thing.id()), number);
    if (first != null) {
      throw ProblemException.invalid(kind.idName(), "names the same thing as line " + first);
    }
    var expiresAt = thing.revision().expiresAt();
    if (expiresAt != null && !expiresAt.isAfter(request.time())) {
      return result(number, Outcome.EXPIRED);
    }
    kind.prepare(userId, thing.id(), request.time());
    var restored = kind.store().restore(userId, thing, replaces, request.time());
    return new LineResult(number, restored.outcome(), restored.tag().toString(), null);
  }

  private static LineResult invalid(int number, List<FieldError> errors) {
    return new LineResult(
        number, Outcome.INVALID, null, errors.stream().limit(MAX_ERRORS).toList());
  }

  private static LineResult result(int number, Outcome outcome) {
    return new LineResult(number, outcome, null, null);
  }
}
