package dev.cubby.histories;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.histories.Operation.Kind;
import dev.cubby.histories.Recorder.Request;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestUser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Clients of one user that send random operations on the same records at once.
///
/// Records come in sets of four. A batch, a snapshot or a list concerns one set. The clients share
/// out among a few sets, and leave them for others after some hundred operations: the longer the
/// history of a set, the more orders there are to try.
final class Clients {

  private static final int SETS = 5;
  private static final int OPERATIONS_PER_SET = 150;
  private static final List<String> RECORDS = List.of("a", "b", "c", "d");

  /// No record's.
  private static final String NO_ETAG = "\"AAAAAAAAAAAA.1\"";

  /// Far from each other, so that no sum of increments is the value of another write.
  private static final long VALUES_PER_OPERATION = 1_000_000;

  /// How often what happens.
  private enum Choice {
    READ(5),
    SNAPSHOT(3),
    LIST(1),
    KEYS(1),
    CREATE(4),
    CREATE_IF_ABSENT(1),
    REPLACE(3),
    REPLACE_MATCHING(5),
    UPSERT(3),
    INCREMENT(4),
    DELETE(1),
    DELETE_MATCHING(2),
    BATCH(5);

    private final int weight;

    Choice(int weight) {
      this.weight = weight;
    }
  }

  private static final List<Choice> CHOICES =
      Stream.of(Choice.values())
          .flatMap(choice -> Collections.nCopies(choice.weight, choice).stream())
          .toList();

  private final Api api;
  private final long seed;
  private final Recorder recorder = new Recorder();
  private final TestUser user = TestUser.create();
  private final AtomicInteger operations = new AtomicInteger();

  /// The latest `ETag` that any client has seen, by record.
  private final Map<String, String> etags = new ConcurrentHashMap<>();

  Clients(Api api, long seed) {
    this.api = api;
    this.seed = seed;
  }

  /// Has `clients` send so many operations, all in all, and returns their history.
  History run(int clients, int number) {
    try (var threads = Executors.newFixedThreadPool(clients)) {
      IntStream.range(0, clients)
          .mapToObj(i -> CompletableFuture.runAsync(() -> run(i, clients, number), threads))
          .toList()
          .forEach(CompletableFuture::join);
    }
    return recorder.history();
  }

  private void run(int client, int clients, int number) {
    var random = new Random(seed + client);
    var key = user.key(READ, WRITE);
    Function<Call, Answer> caller = call -> api.call(call.as(key));
    for (int i = client; i < number; i += clients) {
      act(operations.incrementAndGet(), client, random, caller);
    }
  }

  private void act(int id, int client, Random random, Function<Call, Answer> caller) {
    int set = id / (SETS * OPERATIONS_PER_SET) * SETS + random.nextInt(SETS);
    var keys = RECORDS.stream().map(name -> "set" + set + "-" + name).toList();
    var request = request(keys, id * VALUES_PER_OPERATION, random);
    recorder.send(id, client, request, caller).parts().forEach(this::learn);
  }

  private Request request(List<String> keys, long value, Random random) {
    var shuffled = new ArrayList<>(keys);
    Collections.shuffle(shuffled, random);
    var first = shuffled.getFirst();
    boolean once = random.nextInt(3) == 0;
    return switch (CHOICES.get(random.nextInt(CHOICES.size()))) {
      case READ -> single(Part.of(first, Action.READ, 0, ""));
      case SNAPSHOT -> new Request(Kind.SNAPSHOT, false, reads(shuffled.subList(0, 3)));
      case LIST -> new Request(Kind.LIST, false, reads(keys));
      case KEYS -> new Request(Kind.KEYS, false, reads(keys));
      case CREATE -> single(once, Part.of(first, Action.CREATE, value, ""));
      case CREATE_IF_ABSENT -> single(Part.of(first, Action.CREATE_IF_ABSENT, value, ""));
      case REPLACE -> single(Part.of(first, Action.REPLACE, value, ""));
      case REPLACE_MATCHING -> single(Part.of(first, Action.REPLACE, value, etag(first)));
      case UPSERT -> single(Part.of(first, Action.UPSERT, value, ""));
      case INCREMENT -> single(once, Part.of(first, Action.INCREMENT, 1 + random.nextInt(9), ""));
      case DELETE -> single(Part.of(first, Action.DELETE, 0, ""));
      case DELETE_MATCHING -> single(Part.of(first, Action.DELETE, 0, etag(first)));
      case BATCH ->
          new Request(
              Kind.BATCH,
              once,
              shuffled.subList(0, 2 + random.nextInt(2)).stream()
                  .map(key -> inBatch(key, value + keys.indexOf(key), random))
                  .toList());
    };
  }

  private static Request single(Part part) {
    return single(false, part);
  }

  private static Request single(boolean once, Part part) {
    return new Request(Kind.SINGLE, once, List.of(part));
  }

  private static List<Part> reads(List<String> keys) {
    return keys.stream().map(key -> Part.of(key, Action.READ, 0, "")).toList();
  }

  private Part inBatch(String key, long value, Random random) {
    var etag = etags.get(key);
    if (etag == null) {
      return Part.of(key, Action.CREATE, value, "");
    }
    return switch (random.nextInt(10)) {
      case 0 -> Part.of(key, Action.DELETE, 0, etag);
      case 1 -> Part.of(key, Action.CREATE_IF_ABSENT, value, "");
      default -> Part.of(key, Action.REPLACE, value, etag);
    };
  }

  private String etag(String key) {
    return etags.getOrDefault(key, NO_ETAG);
  }

  private void learn(Part part) {
    if (!part.etag().isEmpty()) {
      etags.put(part.key(), part.etag());
    } else if (part.status() == 204 || part.status() == 404) {
      etags.remove(part.key());
    }
  }
}
