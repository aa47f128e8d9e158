package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.shared.id.UuidV7;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Many notes of one user, one a second: a page costs the page, wherever it is.
class ManyNotesTest {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int BATCH = 25;

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final TestUser user = TestUser.create();
  private final TestKey owner = user.key(READ, WRITE);
  private DirectApi api;

  @BeforeEach
  void createHandlers() {
    api = NoteFunctions.on(dynamoDb.table());
  }

  private void store(int notes) {
    try (var client = dynamoDb.client(dynamoDb.endpoint())) {
      for (int i = 0; i < notes; i += BATCH) {
        var batch = IntStream.range(i, i + BATCH).mapToObj(this::put).toList();
        client.batchWriteItem(write -> write.requestItems(Map.of(dynamoDb.tableName(), batch)));
      }
    }
  }

  @Test
  void anyPageOfAThousand_isOneQueryThatCostsThePage() {
    check(1_000);
  }

  @Test
  @Tag("slow")
  void anyPageOfTenThousand_isOneQueryThatCostsThePage() {
    check(10_000);
  }

  private void check(int notes) {
    store(notes);

    var first = assertCost("/notes?limit=100");
    var middle = assertCost("/notes?limit=100&from=" + START.plusSeconds(notes / 2));
    var last = assertCost("/notes?limit=100&order=desc&to=" + START.plusSeconds(notes - 100));
    var next = assertCost("/notes?limit=100&cursor=" + first.json().path("next").asText());

    assertThat(first.items("title")).isEqualTo(titles(0));
    assertThat(middle.items("title")).isEqualTo(titles(notes / 2));
    assertThat(last.items("title").reversed()).isEqualTo(titles(notes - 200));
    assertThat(next.items("title")).isEqualTo(titles(100));
  }

  // A hundred notes of about 349 bytes are 34.1 KB: nine times 4 KB, at half a unit each.
  private Answer assertCost(String list) {
    dynamoDb.calls();
    dynamoDb.units();
    var answer = api.call(Call.get(list).as(owner)).hasStatus(200);
    assertThat(dynamoDb.calls()).as(list).isEqualTo(1);
    assertThat(dynamoDb.units()).as(list).isEqualTo(4.5);
    return answer;
  }

  private WriteRequest put(int i) {
    var time = START.plusSeconds(i);
    var id = UuidV7.at(time);
    var millis = fromN(Long.toString(time.toEpochMilli()));
    var item = new HashMap<String, AttributeValue>();
    item.put("PK", fromS("USER#" + user.userId()));
    item.put("SK", fromS("NOTE#" + id));
    item.put("GSI1PK", fromS("USER#" + user.userId() + "#NOTES"));
    item.put("GSI1SK", fromS(TitleIndexKey.of(title(i), id)));
    item.put("title", fromS(title(i)));
    item.put("content", fromS("x".repeat(50)));
    item.put("version", fromN("1"));
    item.put("incarnation", fromS("0123456789abcdef"));
    item.put("createdAt", millis);
    item.put("updatedAt", millis);
    item.put("writeId", fromS("0123456789abcdef"));
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }

  private static List<String> titles(int from) {
    return IntStream.range(from, from + 100).mapToObj(ManyNotesTest::title).toList();
  }

  private static String title(int i) {
    return "note %05d".formatted(i);
  }
}
