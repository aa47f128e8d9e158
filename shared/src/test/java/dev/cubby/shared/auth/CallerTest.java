package dev.cubby.shared.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {

  private static final Instant EXPIRY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Caller CALLER =
      new Caller("u1", "k1", Set.of(Role.READ, Role.ADMIN), "basic", EXPIRY);

  @Test
  void caller_survivesTheContext() {
    assertThat(CALLER.toContext())
        .containsEntry("roles", "admin,read")
        .containsEntry("expiresAt", "2026-01-01T00:00:00Z");
    assertThat(Caller.of(new HashMap<>(CALLER.toContext()), EXPIRY.minusMillis(1)))
        .isEqualTo(CALLER);
  }

  @Test
  void keyWithoutExpiry_hasNoneInTheContext() {
    var caller = new Caller("u1", "k1", Set.of(Role.READ), "basic", null);

    assertThat(caller.toContext()).doesNotContainKey("expiresAt");
    assertThat(Caller.of(new HashMap<>(caller.toContext()), EXPIRY)).isEqualTo(caller);
  }

  @Test
  void expiredKey_is403FromItsSecondOn() {
    assertThatThrownBy(() -> Caller.of(new HashMap<>(CALLER.toContext()), EXPIRY))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().kind().status()).isEqualTo(403));
  }

  @Test
  void noContext_is401() {
    for (var context : new Map<?, ?>[] {null, Map.of()}) {
      assertThatThrownBy(() -> Caller.of(context(context), EXPIRY))
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.problem().kind().status()).isEqualTo(401));
    }
  }

  @Test
  void missingRole_is403() {
    CALLER.require(Role.ADMIN);
    assertThatThrownBy(() -> CALLER.require(Role.WRITE))
        .hasMessage("This request requires an API key with the role write");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> context(Map<?, ?> context) {
    return (Map<String, Object>) context;
  }
}
