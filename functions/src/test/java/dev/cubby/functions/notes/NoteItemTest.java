package dev.cubby.functions.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.VersionAttributes;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoteItemTest {

  private static final String ANY_ID = "00000000-0000-7000-8000-000000000000";

  @Test
  void largestNote_isFarFromWhatAnItemCanHave() {
    var title = "\ud83d\ude00".repeat(Body.MAX_TITLE_LENGTH);
    var content = "x".repeat(Draft.MAX_CONTENT_BYTES);
    var largest = new Draft(ANY_ID, ANY_ID, title, content, Instant.EPOCH, Instant.EPOCH);

    var item = largest.toWrite().firstVersion(VersionAttributes.newWriteId());

    assertThat(ItemSize.atMost(item)).isEqualTo(104_348).isLessThan(ItemSize.MAX_BYTES);
  }

  @Test
  void placeInTheIndex_fitsASortKey() {
    var longest = TitlePlace.of("\ud83d\ude00".repeat(Body.MAX_TITLE_LENGTH), ANY_ID);

    assertThat(ItemSize.utf8(longest)).isEqualTo(837).isLessThan(1_024);
    assertThat(TitlePlace.isPlace(longest)).isTrue();
    assertThat(TitlePlace.isPlace("\ud83d\ude00" + longest)).isFalse();
  }
}
