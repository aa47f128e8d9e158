package dev.cubby.functions.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Things of every kind, exported, purged and imported, are what they were: every GET and every
/// list returns the same bytes.
class RoundTripTest extends TransferCase {

  private static final int PERCENT = 20;

  private static final SortedMap<String, String> COLLECTIONS =
      new TreeMap<>(
          Map.of(
              "/collections/all",
              "{\"schema\":{}}",
              "/collections/empty",
              "{\"schema\":{\r\n\"title\" : \"\\ufffd\\ud800\"}}",
              "/collections/found",
              """
              {"schema":{"type":["object","array","string","number","null"]},
              "indexes":{"byNumber":{"fields":["-/n","/s"]},"byText":{"fields":["/s"]}}}\
              """));

  private static final List<String> LISTS =
      List.of(
          "/records",
          "/records/keys",
          "/notes",
          "/notes?title=g",
          "/items",
          "/collections",
          "/collections/all/documents",
          "/collections/found/documents",
          "/collections/found/documents?index=byNumber&order=desc",
          "/collections/found/documents?index=byText&fields=id");

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  /// Any, or the one in the system property `transfer.seed`.
  private final long seed = Long.getLong("transfer.seed", new Random().nextLong());

  private final Random random = new Random(seed);
  private FaultProxy proxy;
  private Api api;

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    api = TransferFunctions.on(dynamoDb.patientTable(proxy.endpoint()));
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void tenThingsOfEveryKind_comeBack() {
    check(10, 0);
  }

  @Test
  void tenThingsOfEveryKindUnderFaults_comeBack() {
    check(10, PERCENT);
  }

  @Test
  @Tag("slow")
  void sixtyThingsOfEveryKindUnderFaults_comeBack() {
    check(60, PERCENT);
  }

  private void check(int count, int percent) {
    System.out.printf("-Dtransfer.seed=%d%n", seed);
    var paths = create(count);
    var before = reads(paths);
    if (percent > 0) {
      api = TransferFunctions.on(dynamoDb.table(proxy.endpoint())).patiently();
      proxy.limitPartitions(1_000, 3_000, InstantSource.system());
      proxy.delayIndexes(Duration.ofSeconds(1), new SplittableRandom(seed), InstantSource.system());
      proxy.follow(FaultSchedule.seeded(seed, percent));
    }
    var lines = export(owner);
    assertThat(lines)
        .as("seed %d", seed)
        .hasSize(4 * count + COLLECTIONS.size())
        .doesNotHaveDuplicates();

    purge();
    assertThat(export(owner)).isEmpty();
    // A collection must be there before its documents.
    var collections =
        lines.stream().filter(line -> line.contains("\"kind\":\"collection\"")).toList();
    importAll(collections);
    var shuffled = new ArrayList<>(lines);
    shuffled.removeAll(collections);
    Collections.shuffle(shuffled, random);
    for (int i = 0; i < shuffled.size(); i += 100) {
      importAll(shuffled.subList(i, Math.min(i + 100, shuffled.size())));
    }

    proxy.follow(FaultSchedule.none());
    proxy.catchUp();
    assertThat(reads(paths)).as("seed %d", seed).isEqualTo(before);
    assertThat(export(owner)).isEqualTo(lines);
  }

  private void purge() {
    var eraser = new Eraser(dynamoDb.table(), InstantSource.system());
    for (var partition : List.of("USER#", "COLLECTIONS#")) {
      assertThat(eraser.erase(partition + owner.caller().userId(), "", Instant.MAX)).isTrue();
    }
    // No function keeps a definition of then.
    api().elapse(Duration.ofSeconds(30));
  }

  // Returns their paths.
  private List<String> create(int count) {
    for (var collection : COLLECTIONS.entrySet()) {
      call(Call.put(collection.getKey(), collection.getValue())).hasStatus(201);
    }
    var paths = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var record = "/records/" + i + "~:@-.";
      call(Call.post(record + expiry(), value())).hasStatus(201);
      paths.add(record);
      paths.add(path("/notes", note()));
      paths.add(path("/items", item()));
      paths.add(
          path(oneOf("/collections/all/documents", "/collections/found/documents"), document()));
      // Versions above 1.
      for (int version = random.nextInt(3); version > 0; version--) {
        api().elapse(Duration.ofMillis(random.nextInt(5_000)));
        call(Call.put(paths.get(4 * i) + expiry(), value())).hasStatus(200);
        call(Call.put(paths.get(4 * i + 1) + expiry(), note())).hasStatus(200);
        call(Call.put(paths.get(4 * i + 2) + expiry(), item())).hasStatus(200);
        call(Call.put(paths.get(4 * i + 3) + expiry(), document())).hasStatus(200);
      }
    }
    return paths;
  }

  private String path(String list, String body) {
    var created = call(Call.post(list + expiry(), body)).hasStatus(201);
    return list + "/" + created.json().path("id").asText();
  }

  private String expiry() {
    return random.nextBoolean() ? "" : "?ttl=" + (1_000_000 + random.nextInt(1_000_000));
  }

  private String value() {
    return oneOf(
        "1.0",
        "1e400",
        "-0",
        "12345678901234567890.1234567890",
        "null",
        "\"\\ud800 \\uDFFF\\udead\"",
        "\"\\ufffd\\u0000\\\\\\/\\\"\"",
        "\t{\r\n  \"a\" : [ 1 ,\n 2.50 ] }\n\n",
        "\"é\u2028\ud83d\ude00\u007f\"",
        "[" + "\"\\n\",".repeat(random.nextInt(2_000)) + "0]");
  }

  private String note() {
    return "{\"title\":%s,\"content\":%s}".formatted(text(), text());
  }

  private String item() {
    return random.nextBoolean()
        ? "{\"name\":\"Lamp\"}"
        : "{\"name\":\"Lamp\",\"description\":%s}".formatted(text());
  }

  private String document() {
    return oneOf(value(), "{\"n\":%d,\"s\":%s}".formatted(random.nextInt(9), text()));
  }

  private String text() {
    return oneOf(
        "\"\"",
        "\"Groceries\"",
        "\"Gro\\ncer\\u0000\\u001fies\"",
        "\"g\\ufffd\\ud83d\\ude00\u2029\"",
        "\"gé\\\\\\\"{}\"");
  }

  private String oneOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  // What the owner reads of things, one by one and in all lists.
  private List<String> reads(List<String> paths) {
    var answers = new ArrayList<String>();
    for (var path : Stream.concat(paths.stream(), COLLECTIONS.keySet().stream()).toList()) {
      var thing = call(Call.get(path)).hasStatus(200);
      answers.add(thing.etag() + thing.body());
    }
    for (var list : LISTS) {
      var target = list + (list.contains("?") ? "&" : "?") + "limit=100";
      while (!target.isEmpty()) {
        var page = call(Call.get(target)).hasStatus(200);
        // Cursors belong to the partition of a collection, which is another one now.
        answers.add(
            list.contains("/documents")
                ? page.body().replaceAll(",\"next\":\"[^\"]*\"}$", "")
                : page.body());
        target = next(page);
      }
    }
    return answers;
  }
}
