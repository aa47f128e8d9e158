package dev.cubby.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingsTest {

  private final List<String> closed = new ArrayList<>();
  private final Closings closings = new Closings();

  @Test
  void closings_areTheNewestFirstAndOnce() {
    closings.push(() -> closed.add("first"));
    closings.push(() -> closed.add("second"));

    closings.close();
    closings.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void failingOnes_keepNoOtherOpenAndAreAllTold() {
    closings.push(() -> closed.add("first"));
    closings.push(() -> fail("a"));
    closings.push(() -> closed.add("third"));
    closings.push(() -> fail("b"));

    assertThatThrownBy(closings::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("b")
        .hasSuppressedException(new IOException("a"));
    assertThat(closed).containsExactly("third", "first");
  }

  private static void fail(String message) throws IOException {
    throw new IOException(message);
  }
}
