package dev.cubby.functions.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.functions.keys.KeyFunctions;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.OldTable;
import dev.cubby.testing.OldTable.Recorded;
import dev.cubby.testing.TestKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An update in place: what an earlier commit wrote, its cursors, `ETag`s and idempotency keys.
class OldTableTest extends TransferCase {

  private final MovableClock clock = new MovableClock(OldTable.time());
  private final TestKey ada = OldTable.key("ada");

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();
  @RegisterExtension final ApiKeys apiKeys = new ApiKeys(clock);

  private Api api;

  @BeforeEach
  void writeTable() {
    OldTable.write(dynamoDb);
    var table = dynamoDb.table();
    api =
        TransferFunctions.on(table, clock)
            .and(new KeyFunctions(table, apiKeys.client(), clock).api());
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void requestsOfThen_returnWhatTheyReturnedThen() {
    var calls = OldTable.calls();
    assertThat(calls).hasSizeGreaterThan(30);

    calls.forEach(this::assertReturnsTheSame);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
  void etagsOfThen_matchOnce(String method) {
    var things = things();
    assertThat(things).hasSize(6);

    for (var thing : things) {
      var write = write(method, thing).header("If-Match", thing.etag()).as(ada);
      var written = call(write, method.equals("DELETE") ? 204 : 200);
      if (!method.equals("DELETE")) {
        assertThat(incarnation(written.etag())).isEqualTo(incarnation(thing.etag()));
        call(write, 412);
      }
      call(write.header("If-Match", "*"), method.equals("DELETE") ? 404 : 200);
    }
  }

  @Test
  void usersOfThen_areReplacedWithTheirEtags() {
    var admin = OldTable.key("admin");
    var path = "/users/" + ada.caller().userId();
    var user = OldTable.calls().stream().filter(read -> read.call().target().equals(path));
    var etag = user.findFirst().orElseThrow().etag();
    var change = Call.put(path, "{\"email\":\"ada@example.com\"}").header("If-Match", etag);

    call(change.as(admin), 200);
    call(change.as(admin), 412);
    // The address of then is free, and the one of another user is not.
    call(Call.post("/users", "{\"name\":\"A\",\"email\":\"ada@exämple.com\"}").as(admin), 201);
    call(Call.post("/users", "{\"name\":\"E\",\"email\":\"EVE@example.com\"}").as(admin), 409);
  }

  @Test
  void thingsOfThen_areExportedAndImported() {
    var lines = export(ada);
    assertThat(lines).hasSize(10);
    assertThat(outcomes(send("", lines, ada).hasStatus(200))).containsOnly("skipped");
    new Eraser(dynamoDb.table(), clock).erase("USER#" + ada.caller().userId(), "", Instant.MAX);
    assertThat(export(ada)).isEmpty();

    assertThat(outcomes(send("", lines, ada).hasStatus(200))).containsOnly("created");

    OldTable.readsOfThings().forEach(this::assertReturnsTheSame);
    assertThat(export(ada)).isEqualTo(lines);
  }

  private void assertReturnsTheSame(Recorded then) {
    var now = api.call(then.call());
    assertThat(now.status()).as("%s", then.call()).isBetween(200, 299);
    assertThat(now.body()).as("%s", then.call()).isEqualTo(then.response());
    assertThat(now.headers().getOrDefault("ETag", "")).isEqualTo(then.etag());
  }

  private static List<Recorded> things() {
    return OldTable.readsOfThings().stream().filter(read -> !read.etag().isEmpty()).toList();
  }

  private static Call write(String method, Recorded thing) {
    var path = thing.call().target();
    var body = "{\"%s\":\"now\"}".formatted(path.startsWith("/items") ? "name" : "content");
    return switch (method) {
      case "PUT" -> Call.put(path, body);
      case "PATCH" -> Call.patch(path, body);
      default -> Call.delete(path);
    };
  }

  private static String incarnation(String etag) {
    return etag.substring(0, etag.lastIndexOf('.'));
  }

  private Answer call(Call call, int status) {
    return api.call(call).hasStatus(status);
  }
}
