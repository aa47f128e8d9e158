package dev.cubby.shared.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemSizeTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ä", "€", "\ud83d\ude00", "aä€\ud83d\ude00\u0000\uffff"})
  void text_isCountedAsUtf8(String text) {
    assertThat(ItemSize.utf8(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void item_isItsNamesAndValues() {
    assertThat(ItemSize.atMost(Attributes.NONE.with("PK", "äb").with("version", 7)))
        .isEqualTo(2 + 3 + 7 + 21);
  }

  @Test
  void unknownType_isNotGuessed() {
    assertThatThrownBy(() -> ItemSize.atMost(Attributes.of(Map.of("a", fromBool(true)))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
