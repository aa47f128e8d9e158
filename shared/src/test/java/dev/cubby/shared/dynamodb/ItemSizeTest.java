package dev.cubby.shared.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
  void map_takesThreeBytesAndOneForEachEntry() {
    var map = Attributes.NONE.with("a", "b").with("c", "d");

    assertThat(ItemSize.atMost(Attributes.NONE.with("m", map))).isEqualTo(1 + 3 + 2 * (1 + 1 + 1));
  }

  static Stream<Method> writers() {
    return Stream.of(Attributes.class.getDeclaredMethods())
        .filter(method -> method.getName().startsWith("with") && method.getParameterCount() == 2)
        .filter(method -> method.getParameterTypes()[1] != AttributeValue.class);
  }

  @ParameterizedTest
  @MethodSource("writers")
  void everyTypeThatAttributesWrite_hasASize(Method writer) throws ReflectiveOperationException {
    var type = writer.getParameterTypes()[1];
    var value =
        Stream.of(
                "text",
                7L,
                BigDecimal.ONE,
                Instant.EPOCH,
                Binary.of((byte) 1),
                Attributes.NONE.with("a", 1))
            .filter(example -> MethodType.methodType(type).wrap().returnType().isInstance(example))
            .findFirst()
            .orElseThrow(() -> new AssertionError("This test needs an example of " + type));

    var item = (Attributes) writer.invoke(Attributes.NONE, "name", value);

    assertThat(ItemSize.atMost(item)).isGreaterThan("name".length());
  }

  @Test
  void unknownType_isNotGuessed() {
    assertThatThrownBy(() -> ItemSize.atMost(Attributes.of(Map.of("a", fromBool(true)))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
