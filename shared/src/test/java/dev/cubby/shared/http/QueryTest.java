package dev.cubby.shared.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.auth.Access;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  private static final List<String> KNOWN = List.of("email", "limit");

  @ParameterizedTest
  @ValueSource(strings = {"mail", "Limit", "limit[]", ""})
  void unknownParameter_isRefusedWithThoseThatThereAre(String name) {
    assertThatThrownBy(() -> Events.request(Map.of(name, "1")).admit(Access.READ, KNOWN))
        .hasMessage(name + " is not a query parameter of this endpoint, which has email, limit");
  }

  @Test
  void parameterWhereThereIsNone_isRefused() {
    assertThatThrownBy(() -> Events.request(Map.of("a", "b")).admit(Access.READ, List.of()))
        .hasMessage("a is not a query parameter of this endpoint, which has none");
  }

  @Test
  void parameterGivenTwice_isRefused() {
    assertThatThrownBy(() -> given("limit", "1", "2").admit(Access.READ, KNOWN))
        .hasMessage("limit must not be given more than once");
  }

  @Test
  void parameterThatIsNotUtf8_isRefused() {
    assertThatThrownBy(() -> given("email", "caf\ufffd").admit(Access.READ, KNOWN))
        .hasMessage("email must be valid UTF-8");
  }

  @Test
  void publicFunction_takesAnyParameter() {
    assertThatCode(() -> given("a", "b", "c").admit(Access.PUBLIC, List.of()))
        .doesNotThrowAnyException();
  }

  private static Request given(String name, String... values) {
    var query = Map.of(name, List.of(values));
    return new Request(
        Events.get("/things", "/things").withMultiValueQueryStringParameters(query), Events.NOW);
  }
}
