package dev.cubby.shared.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.ScriptedDynamoDb;
import dev.cubby.testing.ScriptedDynamoDb.Reply;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// API Gateway's one error for what exists already and for what another call changes just now.
class GatewayKeysTest {

  private static final Reply EXISTS = conflict("API Key already exists");
  private static final Reply MODIFIED =
      conflict(
          "Unable to complete operation due to concurrent modification. Please try again later.");
  private static final Reply MADE = new Reply(201, "{\"id\":\"g1\"}");

  @Test
  void concurrentModification_isTriedAgain() {
    try (var apiGateway = ScriptedDynamoDb.answering(MODIFIED, MADE, MODIFIED, MADE)) {
      assertThat(keys(apiGateway).register("hash", "k1", "p1")).isEqualTo("g1");

      assertThat(apiGateway.requests()).hasSize(4);
    }
  }

  @Test
  void newKey_hasTheTagByWhichTheTemplateKnowsIt() {
    try (var apiGateway = ScriptedDynamoDb.answering(MADE)) {
      keys(apiGateway).register("hash", "k1", "p1");

      assertThat(apiGateway.requests().getFirst()).contains("\"tags\":{\"cubby:table\":\"Table\"}");
    }
  }

  @Test
  void concurrentModificationThatLasts_isUnavailability() {
    try (var apiGateway = ScriptedDynamoDb.answering(MODIFIED)) {
      assertUnavailable(() -> keys(apiGateway).register("hash", "k1", "p1"));
    }
  }

  @Test
  void keyThatExistsButIsNotListedYet_isUnavailability() {
    try (var apiGateway = ScriptedDynamoDb.answering(EXISTS, new Reply(200, "{\"item\":[]}"))) {
      assertUnavailable(() -> keys(apiGateway).register("hash", "k1", "p1"));
    }
  }

  private static GatewayKeys keys(ScriptedDynamoDb apiGateway) {
    return new GatewayKeys(ApiKeys.client(apiGateway.endpoint()), "Table");
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Unavailable(Unavailable.GATEWAY)));
  }

  private static Reply conflict(String message) {
    return new Reply(
        409, "{\"__type\":\"ConflictException\",\"message\":\"%s\"}".formatted(message));
  }
}
