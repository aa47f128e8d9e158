package dev.cubby.shared.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ETagTest {

  private static final ETag TAG = new ETag("AbCdEfGhIj-_", 42);

  @Test
  void tag_survivesTheHeader() {
    assertThat(TAG).hasToString("\"AbCdEfGhIj-_.42\"");
    assertThat(ETag.parse(TAG.toString())).contains(TAG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AbCdEfGhIj-_.42",
        "\"AbCdEfGhIj-_.042\"",
        "\"AbCdEfGhIj-_.0\"",
        "\"AbCdEfGhIj-_\"",
        "\"x.42\"",
        "\"AbCdEfGhIj-_.99999999999999999999\""
      })
  void otherTag_isNoneOfOurs(String text) {
    assertThat(ETag.parse(text)).isEmpty();
  }

  @Test
  void list_holdsOurTagsByStrength() {
    assertThat(EntityTags.parse(" \"x\" , W/" + TAG + ", \"AbCdEfGhIj-_.1\""))
        .contains(
            new EntityTags.Listed(
                List.of(new ETag("AbCdEfGhIj-_", 1)), List.of(TAG, new ETag("AbCdEfGhIj-_", 1))));
  }

  @Test
  void commasInTagsAndEmptyMembers_areLegal() {
    assertThat(EntityTags.parse(",\"a,b\" ,, " + TAG + ","))
        .contains(new EntityTags.Listed(List.of(TAG), List.of(TAG)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "abc", "\"a", "\"a\" \"b\"", "\"a\"b", "w/\"a\"", "*, \"a\"", "\"a\", b"})
  void malformedHeader_isEmpty(String header) {
    assertThat(EntityTags.parse(header)).isEmpty();
  }
}
