package dev.cubby.functions.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.ItemSize;
import org.junit.jupiter.api.Test;

class ItemKindTest {

  private static final String ANY_ID = "00000000-0000-7000-8000-000000000000";

  @Test
  void largestItem_isFarFromWhatTheTableTakes() {
    var emoji = "\ud83d\ude00";
    var largest = new Item(emoji.repeat(200), emoji.repeat(10_000));

    assertThat(new ItemKind().maxBytes(ANY_ID, largest))
        .isEqualTo(41_055)
        .isLessThan(ItemSize.MAX_BYTES);
  }
}
