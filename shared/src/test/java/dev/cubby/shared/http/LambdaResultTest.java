package dev.cubby.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Sizes against what the serializer of Lambda's own runtime writes.
class LambdaResultTest {

  @Test
  void everyCharacter_countsAsTheRuntimeWritesIt() {
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(character -> character < 0x11000 || character % 0x1000 == 0)
        .filter(character -> !isSurrogate(character))
        .mapToObj(Character::toString)
        .collect(Collectors.groupingBy(LambdaResult::bytes))
        .forEach((bytes, characters) -> {
          var text = String.join("", characters);
          assertThat(written(text) - written("")).isEqualTo(bytes * characters.size());
          assertThat(LambdaResult.bytes(text)).isEqualTo(bytes * characters.size());
        });
  }

  private static boolean isSurrogate(int character) {
    return Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE;
  }

  private static int written(String body) {
    var result = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(
            APIGatewayProxyResponseEvent.class, LambdaResultTest.class.getClassLoader())
        .toJson(new APIGatewayProxyResponseEvent().withBody(body), result);
    return result.size();
  }
}
