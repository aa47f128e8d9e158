package dev.cubby.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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

  @Test
  void everyCharacter_foldsWithThoseOfUnicode() {
    var simple = new HashMap<Integer, Set<Integer>>();
    var folded = new HashMap<String, Set<Integer>>();
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(c -> Character.isDefined(c) && UCharacter.isDefined(c))
        .forEach(c -> {
          simple.computeIfAbsent(UCharacter.foldCase(c, true), _ -> new HashSet<>()).add(c);
          folded
              .computeIfAbsent(CaseFolding.fold(Character.toString(c)), _ -> new HashSet<>())
              .add(c);
        });

    assertThat(Set.copyOf(folded.values())).isEqualTo(Set.copyOf(simple.values()));
  }

  @ParameterizedTest
  @CsvSource({"ı, i", "İ, i", "straße, strasse", "a, á", "a, b"})
  void otherText_staysAnother(String one, String other) {
    assertThat(CaseFolding.fold(one)).isNotEqualTo(CaseFolding.fold(other));
  }
}
