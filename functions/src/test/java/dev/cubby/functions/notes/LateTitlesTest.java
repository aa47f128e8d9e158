package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.FaultProxy;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Lists by title as long as the index does not know of the last write.
class LateTitlesTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final TestKey owner = TestUser.create().key(READ, WRITE);
  private FaultProxy proxy;
  private DirectApi api;

  @BeforeEach
  void createHandlers() {
    proxy = dynamoDb.proxy();
    // Nothing comes before the test asks for it.
    proxy.delayIndexes(
        Duration.ofDays(1), new SplittableRandom(1), InstantSource.fixed(Instant.EPOCH));
    api = NoteFunctions.on(dynamoDb.patientTable(proxy.endpoint()));
  }

  @Test
  void newNote_isListedLate() {
    call(Call.post("/notes", "{\"title\":\"Milk\"}")).hasStatus(201);

    assertThat(titles("Milk")).isEmpty();
    proxy.catchUp();
    assertThat(titles("Milk")).containsExactly("Milk");
  }

  @Test
  void noteThatChanged_isNotListedUnderItsFormerTitle() {
    var path = created("Milk");

    call(Call.patch(path, "{\"title\":\"Bread\"}")).hasStatus(200);

    assertThat(titles("Milk")).isEmpty();
    proxy.catchUp();
    assertThat(titles("Bread")).containsExactly("Bread");
  }

  @Test
  void noteThatIsGone_isNotListed() {
    var path = created("Milk");

    call(Call.delete(path)).hasStatus(204);

    assertThat(titles("Milk")).isEmpty();
  }

  private String created(String title) {
    var note = call(Call.post("/notes", "{\"title\":\"" + title + "\"}")).hasStatus(201);
    proxy.catchUp();
    assertThat(titles(title)).containsExactly(title);
    return "/notes/" + note.json().path("id").asText();
  }

  private List<String> titles(String prefix) {
    return call(Call.get("/notes?title=" + prefix)).hasStatus(200).items("title");
  }

  private Answer call(Call call) {
    return api.call(call.as(owner));
  }
}
