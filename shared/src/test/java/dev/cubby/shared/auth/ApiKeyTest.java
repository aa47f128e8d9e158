package dev.cubby.shared.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

  @Test
  void generatedKeys_areWellFormedAndDiffer() {
    var key = ApiKey.generate();

    assertThat(key.secret()).matches("cubby_[A-Za-z0-9_-]{43}");
    assertThat(ApiKey.parse(key.secret()).orElseThrow().hash()).isEqualTo(key.hash());
    assertThat(ApiKey.generate().secret()).isNotEqualTo(key.secret());
  }

  @Test
  void hash_isSha256InHex() {
    // printf abcdefgh | sha256sum
    assertThat(ApiKey.parse("abcdefgh").orElseThrow().hash())
        .isEqualTo("9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short12", "with space", "ümlaut-key", "a#b#c#d#e", "line\nbreak-"})
  void malformedKey_isNone(String text) {
    assertThat(ApiKey.parse(text)).isEmpty();
  }

  @Test
  void length_isBounded() {
    assertThat(ApiKey.parse("a".repeat(128))).isPresent();
    assertThat(ApiKey.parse("a".repeat(129))).isEmpty();
  }

  @Test
  void printedKey_doesNotShowIt() {
    assertThat(ApiKey.parse("abcdefgh").orElseThrow()).hasToString("ApiKey");
  }
}
