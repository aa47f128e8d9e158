package dev.cubby.functions.collections;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Queries find what a model in memory finds, which knows values and not their bytes.
class QueryModelTest extends CollectionsCase {

  /// An index, and the numbers of its fields.
  private record Index(String name, List<Integer> fields, List<Boolean> ascending) {

    String declaration() {
      var pointers = new ArrayList<String>();
      for (int i = 0; i < fields.size(); i++) {
        pointers.add((ascending.get(i) ? "\"/" : "\"-/") + fields.get(i) + '"');
      }
      return "\"" + name + "\":{\"fields\":" + pointers + "}";
    }
  }

  private static final int FIELDS = 3;
  private static final int WRITERS = 4;
  private static final List<Index> INDEXES =
      List.of(
          new Index("one", List.of(0), List.of(true)),
          new Index("last", List.of(2), List.of(false)),
          new Index("two", List.of(1, 0), List.of(false, true)),
          new Index("three", List.of(2, 0, 1), List.of(true, false, true)));

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final long seed = Long.getLong("query.seed", new Random().nextLong());
  private final List<Sample> values = new ArrayList<>();
  private final Map<String, Row> model = new ConcurrentHashMap<>();
  // Every row that a document has had, by its number, which the document contains.
  private final Map<Integer, Row> rows = new ConcurrentHashMap<>();
  private Api api;
  private Runnable atRest = () -> {};

  @BeforeEach
  void createHandlers() {
    api = CollectionFunctions.on(dynamoDb.table());
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void queries_findWhatTheModelFinds() throws Exception {
    check(200, 200);
  }

  @Test
  @Tag("slow")
  void manyQueries_findWhatTheModelFinds() throws Exception {
    check(1_000, 500);
  }

  @Test
  void queriesInPartsOfLateIndexes_findWhatTheModelFinds() throws Exception {
    var proxy = dynamoDb.proxy();
    proxy.delayIndexes(Duration.ofMillis(200), new SplittableRandom(seed), InstantSource.system());
    proxy.follow(FaultSchedule.inParts());
    api = CollectionFunctions.on(dynamoDb.patientTable(proxy.endpoint()));
    atRest = proxy::catchUp;

    check(100, 30);
  }

  private void check(int documents, int queries) throws Exception {
    var random = new SplittableRandom(seed);
    Stream.generate(() -> Sample.random(random)).limit(40).forEach(values::add);
    values.add(Sample.OBJECT);
    declare(
            "{\"schema\":{},\"indexes\":{"
                + String.join(",", INDEXES.stream().map(Index::declaration).toList())
                + "}}")
        .hasStatus(201);

    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Future<?>>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(clients.submit(writer(i, documents / WRITERS, random.split())));
      }
      while (!writers.stream().allMatch(Future::isDone)) {
        checkAPage(random);
      }
      for (var writer : writers) {
        writer.get();
      }
    }

    atRest.run();
    for (int i = 0; i < queries; i++) {
      checkAll(random);
    }
  }

  // Each writer has documents of its own, so that the model knows which write was the last.
  private Callable<Integer> writer(int number, int documents, RandomGenerator random) {
    return () -> {
      int first = number * documents;
      for (int i = 0; i < documents; i++) {
        write("d" + (first + i), first + i, random);
      }
      for (int i = 0; i < documents; i++) {
        var id = "d" + (first + random.nextInt(documents));
        if (random.nextInt(4) == 0) {
          if (model.remove(id) != null) {
            call(Call.delete(DOCUMENTS + "/" + id)).hasStatus(204);
          }
        } else {
          write(id, (number + WRITERS) * documents + i, random);
        }
      }
      return documents;
    };
  }

  private void write(String id, int n, RandomGenerator random) {
    var row =
        new Row(
            Stream.generate(() -> values.get(random.nextInt(values.size())))
                .limit(random.nextInt(4) == 0 ? random.nextInt(FIELDS) : FIELDS)
                .toList(),
            id);
    rows.put(n, row);
    var members = row.document().text().substring(1);
    put(id, "{\"n\":" + n + (members.equals("}") ? "" : ",") + members)
        .hasStatus(model.put(id, row) == null ? 201 : 200);
  }

  // While documents change, a page has only documents that match, each once.
  private void checkAPage(RandomGenerator random) {
    var index = INDEXES.get(random.nextInt(INDEXES.size()));
    var wanted = RandomQuery.around(only(index, random), random);
    var query = query(index, wanted) + "&limit=" + random.nextInt(1, 101);

    var page = call(Call.get(DOCUMENTS + "?" + query)).hasStatus(200);

    assertThat(page.items("id")).as("%s, query.seed %d", query, seed).doesNotHaveDuplicates();
    for (var item : page.json().path("items")) {
      var row = requireNonNull(rows.get(item.at("/value/n").asInt()));
      assertThat(wanted.matches().test(row.only(index.fields())))
          .as("%s finds %s, query.seed %d", query, item, seed)
          .isTrue();
    }
  }

  // At rest, the pages have all documents that match, in order.
  private void checkAll(RandomGenerator random) {
    var index = INDEXES.get(random.nextInt(INDEXES.size()));
    var wanted = RandomQuery.around(only(index, random), random);
    var expected =
        model.values().stream()
            .filter(row -> row.has(index.fields()))
            .map(row -> row.only(index.fields()))
            .filter(wanted.matches())
            .sorted((one, other) -> one.compareTo(other, index.ascending()))
            .map(Row::id)
            .toList();
    boolean ascending = random.nextBoolean();
    // At most six pages.
    boolean entriesOnly = expected.size() > 500 || random.nextBoolean();
    int limit = random.nextInt(1 + expected.size() / 6, entriesOnly ? 1_001 : 101);
    var query =
        query(index, wanted)
            + (ascending ? "" : "&order=desc")
            + (entriesOnly ? "&fields=id" : "")
            + "&limit="
            + limit;

    assertThat(ids(query))
        .as("%s, query.seed %d", query, seed)
        .isEqualTo(ascending ? expected : expected.reversed());
  }

  // Returns values for the fields of `index`.
  private Row only(Index index, RandomGenerator random) {
    var scalars = values.subList(0, values.size() - 1);
    return new Row(
        index.fields().stream().map(_ -> scalars.get(random.nextInt(scalars.size()))).toList(), "");
  }

  private static String query(Index index, RandomQuery wanted) {
    var query = new StringBuilder("index=" + index.name());
    wanted
        .parameters()
        .forEach((name, json) -> query.append('&').append(name).append('=').append(encoded(json)));
    return query.toString();
  }
}
