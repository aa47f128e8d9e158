package dev.cubby.functions.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.ItemSize;
import org.junit.jupiter.api.Test;

class NoteKindTest {

  private static final String ANY_ID = "00000000-0000-7000-8000-000000000000";

  @Test
  void largestNote_isFarFromWhatAnItemCanHave() {
    var title = "\ud83d\ude00".repeat(Note.MAX_TITLE_LENGTH);
    var content = "x".repeat(Note.MAX_CONTENT_BYTES);
    assertThat(new NoteKind().maxBytes(ANY_ID, new Note(title, content)))
        .isEqualTo(104_348)
        .isLessThan(ItemSize.MAX_BYTES);
  }

  @Test
  void indexKey_fitsASortKey() {
    var longest = TitleIndexKey.of("\ud83d\ude00".repeat(Note.MAX_TITLE_LENGTH), ANY_ID);

    assertThat(ItemSize.utf8(longest)).isEqualTo(837).isLessThan(1_024);
    assertThat(TitleIndexKey.isValid(longest)).isTrue();
    assertThat(TitleIndexKey.isValid("\ud83d\ude00" + longest)).isFalse();
  }
}
