package dev.cubby.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.fuzzing.Requests.Request;
import dev.cubby.shared.auth.Role;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.OpenApi;
import dev.cubby.testing.TestUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Random requests to every operation. Each response has a documented status, which is no 5xx but
/// 503, and the headers and the body of the document. On a busy machine a function may time out; a
/// request fails the test if it returns 504 again and again.
@Order(1) // Those that need this lock take turns.
@ResourceLock(HttpApi.FAULTS)
class FuzzIT {

  private static final int CLIENTS = 4;
  private static final int MAX_FAILURES = 10;
  private static final int MAX_TIMEOUTS = 5;
  private static final int MAX_TEXT = 2_000;

  @RegisterExtension static final HttpApi api = HttpApi.unshared();

  private final OpenApi openApi = OpenApi.read();

  /// Any, or the one in the system property `fuzz.seed`. Client `i` has the seed `fuzz.seed + i`.
  private final long seed = Long.getLong("fuzz.seed", new Random().nextLong());

  private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();

  /// The operations of which a request succeeded, or was one too many in its time.
  private final Set<String> successes = ConcurrentHashMap.newKeySet();

  @Test
  void thousandRequests_returnWhatIsDocumented() {
    assertThat(failures(1_000, answer -> answer)).isEmpty();
  }

  @Test
  @Tag("slow")
  void twentyThousandRequests_returnWhatIsDocumented() {
    assertThat(failures(20_000, answer -> answer)).isEmpty();
    // Random requests must not all fail for the same reasons.
    assertThat(successes)
        .hasSizeGreaterThan(new Requests(openApi, seed).operationIds().size() * 9 / 10);
  }

  @Test
  void internalErrorsAndUndocumentedMembers_areFound() {
    var failures =
        failures(
            400,
            answer ->
                answer.status() == 412
                    ? new Answer(500, answer.headers(), answer.body())
                    : withUndocumentedMember(answer));

    assertThat(failures).anyMatch(failure -> failure.contains("500"));
    assertThat(failures).anyMatch(failure -> failure.contains("undocumented"));
  }

  private static Answer withUndocumentedMember(Answer answer) {
    if (answer.status() == 201 && answer.json() instanceof ObjectNode body) {
      return new Answer(201, answer.headers(), body.put("undocumented", true).toString());
    }
    return answer;
  }

  /// What is wrong with the responses to so many requests, which a `change` precedes.
  private List<String> failures(int requests, UnaryOperator<Answer> change) {
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      var clients =
          IntStream.range(0, CLIENTS)
              .mapToObj(i ->
                  CompletableFuture.supplyAsync(
                      () -> failures(new Requests(openApi, seed + i), requests / CLIENTS, change),
                      threads))
              .toList();
      var failures = clients.stream().flatMap(client -> client.join().stream()).toList();
      System.out.printf(
          "%d requests with seed %d returned %s%n", requests, seed, new TreeMap<>(statuses));
      return failures;
    }
  }

  private List<String> failures(Requests requests, int count, UnaryOperator<Answer> change) {
    var owner = TestUser.create().key(Role.values());
    // Random texts are hardly ever collections.
    api.call(Call.put("/collections/c", "{\"schema\":{}}").as(owner)).hasStatus(201);
    requests.learn("/collections/c");
    var failures = new ArrayList<String>();
    for (int i = 0; i < count && failures.size() < MAX_FAILURES; i++) {
      var request = requests.next();
      var call = request.call().as(owner);
      var answer = change.apply(answer(request, call));
      statuses.merge(answer.status(), 1, Integer::sum);
      try {
        assertThat(answer.status() < 500 || answer.status() == 503).as("A 5xx").isTrue();
        openApi.check(call, answer);
      } catch (AssertionError e) {
        failures.add(text(i, request, answer, e));
      }
      if (answer.status() < 400 || answer.status() == 429) {
        successes.add(request.operationId());
      }
      requests.learn(request, answer);
    }
    return failures;
  }

  private static Answer answer(Request request, Call call) {
    Answer answer;
    int timeouts = 0;
    do {
      answer = request.key().isEmpty() ? api.exchange(call) : api.exchange(call, request.key());
      timeouts++;
    } while (answer.status() == 504 && timeouts < MAX_TIMEOUTS);
    return answer;
  }

  private String text(int number, Request request, Answer answer, AssertionError error) {
    return "-Dfuzz.seed=%d, request %d: %s%n%d %s%n%s"
        .formatted(
            seed, number, start(request), answer.status(), start(answer.body()), start(error));
  }

  private static String start(Object thing) {
    var text = thing.toString();
    return text.substring(0, Math.min(text.length(), MAX_TEXT));
  }
}
