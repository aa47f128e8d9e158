package dev.cubby.functions.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the rotation of a key promises.
abstract class KeyRotationContract extends KeysCase {

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"graceSeconds\":null}", "{\"graceSeconds\":0}"})
  void rotateWithoutGrace_replacesTheKeyAtOnce(String body) {
    var user = newUser();
    var made = make(user, "{\"name\":\"n\",\"roles\":[\"write\"],\"plan\":\"pro\"}").hasStatus(201);

    var rotated = rotate(user, made, body).hasStatus(201);

    assertThat(rotated.header("Location")).isEqualTo(pathOf(user, rotated));
    assertThat(secretOf(rotated).hash()).isNotEqualTo(secretOf(made).hash());
    for (var kept : List.of("name", "roles", "plan")) {
      assertThat(rotated.json().path(kept)).isEqualTo(made.json().path(kept));
    }
    assertThat(keysOf(user)).containsExactly(idOf(rotated));
    rotate(user, made, "").isProblem(404);
  }

  @Test
  void rotateWithGrace_letsTheFormerKeyEndAfterIt() {
    var user = newUser();
    var made = make(user);

    var rotated = rotate(user, made, "{\"graceSeconds\":5}").hasStatus(201);

    assertThat(rotated.json().has("expiresAt")).isFalse();
    api().elapse(Duration.ofSeconds(6));
    assertThat(keysOf(user)).containsExactly(idOf(rotated));
  }

  @Test
  void rotateWithLongGrace_keepsBothKeys() {
    var user = newUser();
    var made = make(user);

    var rotated = rotate(user, made, "{\"graceSeconds\":3600}").hasStatus(201);

    assertThat(keysOf(user)).containsExactly(idOf(made), idOf(rotated));
  }

  @Test
  void rotate_keepsTheExpiryAndEndsNoKeyLaterThanBefore() {
    var user = newUser();
    var now = Instant.parse(make(user).json().path("createdAt").asText());
    var end = now.plusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString();
    var made =
        make(user, "{\"roles\":[\"read\"],\"plan\":\"basic\",\"expiresAt\":\"" + end + "\"}")
            .hasStatus(201);

    rotate(user, made, "{\"graceSeconds\":2678400}").hasStatus(201);

    assertThat(call(Call.get(user + "/keys")).items("expiresAt")).containsExactly("", end, end);
  }

  @Test
  void keyThatWasReplaced_isNotRotatedAgain() {
    var user = newUser();
    var made = make(user);
    var rotated = rotate(user, made, "{\"graceSeconds\":60}").hasStatus(201);

    var answer = rotate(user, made, "{\"graceSeconds\":60}").isProblem(409);

    assertThat(answer.json().path("detail").asText())
        .isEqualTo(
            "Key %s was already rotated; rotate key %s instead"
                .formatted(idOf(made), idOf(rotated)));
    assertThat(call(Call.get(user + "/keys")).items("replacedBy"))
        .containsExactly(idOf(rotated), "");
    rotate(user, rotated, "").hasStatus(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2678401", "1.5", "\"60\"", "true"})
  void graceOutOfBounds_is400(String grace) {
    var user = newUser();
    var made = make(user);

    rotate(user, made, "{\"graceSeconds\":" + grace + "}").isInvalid("graceSeconds");

    assertThat(keysOf(user)).containsExactly(idOf(made));
  }

  @Test
  void rotationsAtOnce_leaveOneKey() {
    var user = newUser();
    var path = pathOf(user, make(user)) + "/rotate";

    var answers = atOnce(List.of(Call.post(path, "{}"), Call.post(path, "{}")));

    assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).isSubsetOf(201, 404, 409);
    api().elapse(Duration.ofSeconds(1));
    assertThat(keysOf(user)).hasSize(1);
  }
}
