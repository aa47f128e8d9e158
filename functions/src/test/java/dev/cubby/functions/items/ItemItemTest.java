package dev.cubby.functions.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.VersionAttributes;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ItemItemTest {

  private static final String ANY_ID = "00000000-0000-7000-8000-000000000000";

  @Test
  void largestItem_isFarFromWhatTheTableTakes() {
    var emoji = "\ud83d\ude00";
    var body = new Body(emoji.repeat(200), emoji.repeat(10_000));

    var item =
        new Draft(ANY_ID, ANY_ID, body, Instant.EPOCH, Instant.EPOCH)
            .toWrite()
            .firstVersion(VersionAttributes.newWriteId());

    assertThat(ItemSize.atMost(item)).isEqualTo(41_055).isLessThan(ItemSize.MAX_BYTES);
  }
}
