package dev.cubby.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFoldingTest {

  @ParameterizedTest
  @CsvSource({
    "Ann@Example.COM, ann@example.com",
    "JOSÉ, josé",
    "ΑΣ@x, ας@x",
    "ΑΣ, ασ",
    "\ud801\udc00, \ud801\udc28",
  })
  void sameTextInAnotherCase_isTheSame(String one, String other) {
    assertThat(CaseFolding.fold(one)).isEqualTo(CaseFolding.fold(other));
  }

  @ParameterizedTest
  @CsvSource({"straße, strasse", "a, á", "a, b"})
  void otherText_staysAnother(String one, String other) {
    assertThat(CaseFolding.fold(one)).isNotEqualTo(CaseFolding.fold(other));
  }
}
