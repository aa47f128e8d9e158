package dev.cubby.shared.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPartsTest {

  private static final List<String> VALUES =
      List.of(
          "1.0",
          "-0",
          "1e400",
          "12345678901234567890.123",
          "true",
          "false",
          "null",
          "\"\"",
          "\"\\u00e9\\\" , ]}\"",
          "\"\uD83D\uDE00\"",
          "{ }",
          "[ 1 , [ 2 ] ]",
          "{\"a\" : {\"b\":[]}}");

  @Test
  void parts_keepTheirText() {
    var members = new StringBuilder("{");
    for (int i = 0; i < VALUES.size(); i++) {
      members.append(i == 0 ? " " : "\n,").append("\"m" + i + "\" : ").append(VALUES.get(i));
    }

    assertThat(JsonParts.members(new JsonText(members + " }")).values())
        .extracting(JsonText::text)
        .containsExactlyElementsOf(VALUES);
    assertThat(JsonParts.elements(new JsonText("[\t" + String.join(" ,", VALUES) + "\n]"), 100))
        .extracting(JsonText::text)
        .containsExactlyElementsOf(VALUES);
  }

  @Test
  void elementsBeyondTheLimit_areLeftOut() {
    assertThat(JsonParts.elements(new JsonText("[1,2,3]"), 2))
        .containsExactly(new JsonText("1"), new JsonText("2"));
  }

  @Test
  void names_areDecoded() {
    assertThat(JsonParts.members(new JsonText("{\"\\u0061\\n\":1,\"\":2}")).keySet())
        .containsExactly("a\n", "");
  }

  @Test
  void otherValues_areRefused() {
    assertThatThrownBy(() -> JsonParts.members(new JsonText("[]")))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> JsonParts.elements(new JsonText("{}"), 1))
        .isInstanceOf(ProblemException.class);
    assertThat(JsonParts.members(new JsonText("{}"))).isEmpty();
    assertThat(JsonParts.elements(new JsonText("[]"), 1)).isEmpty();
  }
}
