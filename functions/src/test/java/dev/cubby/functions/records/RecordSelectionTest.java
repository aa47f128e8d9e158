package dev.cubby.functions.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecordSelectionTest extends RecordSelectionContract {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private FaultProxy proxy;
  private Api api;

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    api = RecordFunctions.on(dynamoDb.patientTable(proxy.endpoint()));
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void expiredRecord_isMissing() {
    call(Call.post("/records/a?ttl=1", "1")).hasStatus(201);
    api.elapse(Duration.ofSeconds(2));

    assertThat(texts(call(Call.get("/records?key=a&key=b")), "missing")).containsExactly("a", "b");
    assertThat(texts(call(Call.get("/records?key=a")), "missing")).containsExactly("a");
  }

  @Test
  void transactionInTheWay_isWaitedFor() {
    create("a", "1");
    proxy.follow(FaultSchedule.next("TransactGetItems", Fault.CANCELLATION));

    assertThat(call(Call.get("/records?key=a&key=b")).hasStatus(200).items("key"))
        .containsExactly("a");
    assertThat(proxy.injected()).containsKey(Fault.CANCELLATION);
  }

  @Test
  void transactionsThatStayInTheWay_are503() {
    proxy.follow(FaultSchedule.always(Fault.CANCELLATION));

    assertThat(call(Call.get("/records?key=a&key=b")).isProblem(503).json().path("detail").asText())
        .startsWith("Other requests are changing the same data");
  }

  @Test
  void moreThan4MB_isReadInParts() {
    var value = '"' + "x".repeat(390_000) + '"';
    var keys = createAll(12, value);

    assertThat(readAll(keys, value)).containsExactly(10, 2);
  }

  /// 100 keys, 50, 25, 12, and 10, whose records always fit.
  @Test
  void moreThan4MB_takesFiveCallsAtMost() {
    createAll(12, '"' + "x".repeat(390_000) + '"');
    var keys = IntStream.range(0, 100).mapToObj(i -> "k" + i).toList();
    int calls;
    Answer answer;
    do {
      dynamoDb.calls();
      answer = call(Call.get(target(keys)));
      calls = dynamoDb.calls();
      // On a slow machine, the halves may take longer than the request waits.
    } while (answer.status() == 503);

    assertThat(answer.items("key")).containsExactlyElementsOf(keys.subList(0, 10));
    assertThat(calls).isEqualTo(5);
  }

  @Test
  void moreThanTheResponseHolds_isReadInParts() {
    // Each of these characters takes two bytes where the response is escaped.
    var value = '"' + "\\\"".repeat(195_000) + '"';
    var keys = createAll(9, value);

    assertThat(readAll(keys, value)).containsExactly(7, 2);
  }

  private List<String> createAll(int number, String value) {
    var keys = IntStream.range(0, number).mapToObj(i -> "k" + i).toList();
    keys.forEach(key -> create(key, value));
    return keys;
  }

  /// Asks for what is unread until nothing is; returns how many records each response had.
  private List<Integer> readAll(List<String> keys, String value) {
    var sizes = new ArrayList<Integer>();
    var found = new ArrayList<String>();
    var left = keys;
    while (!left.isEmpty()) {
      var answer = select(left);
      assertThat(texts(answer, "missing")).isEmpty();
      assertThat(answer.json().at("/items/0/value").toString()).isEqualTo(value);
      found.addAll(answer.items("key"));
      sizes.add(answer.items("key").size());
      left = texts(answer, "unread");
    }
    assertThat(found).isEqualTo(keys);
    return sizes;
  }

  private Answer select(List<String> keys) {
    api = api.patiently();
    return call(Call.get(target(keys))).hasStatus(200);
  }

  private static String target(List<String> keys) {
    return keys.stream().map(key -> "key=" + key).collect(Collectors.joining("&", "/records?", ""));
  }
}
