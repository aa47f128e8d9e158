package dev.cubby.shared.http;

import static dev.cubby.shared.http.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.version.ETag;
import dev.cubby.shared.version.Precondition;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Preconditions that a request states.
class RequestPreconditionsTest extends RequestCase {

  private static final ETag TAG = new ETag("AbCdEfGhIjK_", 3);

  @Test
  void noPrecondition_isTheOneOfTheOperation() {
    assertThat(withHeaders(Map.of()).precondition(new Precondition.None()))
        .isEqualTo(new Precondition.None());
  }

  @Test
  void preconditions_areReadFromHeadersOfAnyCase() {
    var otherwise = new Precondition.None();

    assertThat(withHeaders(Map.of("if-none-match", "*")).precondition(otherwise))
        .isEqualTo(new Precondition.Absent());
    assertThat(withHeaders(Map.of("IF-MATCH", "*")).precondition(otherwise))
        .isEqualTo(new Precondition.Present());
    assertThat(withHeaders(Map.of("If-Match", TAG.toString())).precondition(otherwise))
        .isEqualTo(new Precondition.Matches(List.of(TAG)));
    assertThat(withHeaders(Map.of("If-Match", "\"x\", W/" + TAG)).precondition(otherwise))
        .isEqualTo(new Precondition.Matches(List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"If-Match", "if-match", "If-None-Match"})
  void preconditionOfAPost_isNamed(String name) {
    var event =
        Events.get("/things", "/things").withHttpMethod("POST").withHeaders(Map.of(name, "*"));
    var shown = name.equals("if-match") ? "If-Match" : name;

    assertInvalid(
        () -> new Request(event, NOW).requireNoPreconditionOfPost(),
        shown + " is not supported by POST");
  }

  @Test
  void badPreconditions_nameTheHeader() {
    var otherwise = new Precondition.Present();

    assertInvalid(
        () -> withHeaders(Map.of("If-Match", "abc")).precondition(otherwise),
        "If-Match must be * or a list of 1 to 20 quoted entity tags");
    assertInvalid(
        () -> withHeaders(Map.of("If-None-Match", TAG.toString())).precondition(otherwise),
        "If-None-Match must be * for a write");
    assertInvalid(
        () -> withHeaders(Map.of("If-None-Match", "*", "If-Match", "*")).precondition(otherwise),
        "If-Match cannot be combined with If-None-Match");
  }

  @Test
  void moreTagsThanAnExpressionHolds_areRefused() {
    var twenty = String.join(",", Collections.nCopies(20, TAG.toString()));

    assertThat(withHeaders(Map.of("If-Match", twenty)).preconditionOfExisting())
        .isEqualTo(new Precondition.Matches(Collections.nCopies(20, TAG)));
    assertInvalid(
        () -> withHeaders(Map.of("If-Match", twenty + "," + TAG)).preconditionOfExisting(),
        "If-Match must be * or a list of 1 to 20 quoted entity tags");
  }

  @Test
  void preconditionsOfDelete_areThoseOfExistingThings() {
    assertThat(withHeaders(Map.of()).preconditionOfExisting())
        .isEqualTo(new Precondition.Present());
    assertInvalid(
        () -> withHeaders(Map.of("If-None-Match", "*")).preconditionOfExisting(),
        "If-None-Match is not supported by this operation");
  }

  @Test
  void ifNoneMatchOnReading_comparesWeakly() {
    assertThat(withHeaders(Map.of("If-None-Match", "W/" + TAG)).alreadyHas(TAG)).isTrue();
    assertThat(withHeaders(Map.of("If-None-Match", "\"x\"," + TAG)).alreadyHas(TAG)).isTrue();
    assertThat(withHeaders(Map.of("If-None-Match", "*")).alreadyHas(TAG)).isTrue();
    assertThat(withHeaders(Map.of("If-None-Match", "\"x\"")).alreadyHas(TAG)).isFalse();
    assertThat(withHeaders(Map.of()).alreadyHas(TAG)).isFalse();
  }

  private static Request withHeaders(Map<String, String> headers) {
    return new Request(Events.get("/things", "/things").withHeaders(headers), NOW);
  }
}
