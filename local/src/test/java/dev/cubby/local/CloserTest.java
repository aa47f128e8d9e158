package dev.cubby.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloserTest {

  private final List<String> closed = new ArrayList<>();
  private final Closer closer = new Closer();

  @Test
  void closings_areTheNewestFirstAndOnce() {
    closer.push(() -> closed.add("first"));
    closer.push(() -> closed.add("second"));

    closer.close();
    closer.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void failingOnes_keepNoOtherOpenAndAreAllTold() {
    closer.push(() -> closed.add("first"));
    closer.push(() -> fail("a"));
    closer.push(() -> closed.add("third"));
    closer.push(() -> fail("b"));

    assertThatThrownBy(closer::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("b")
        .hasSuppressedException(new IOException("a"));
    assertThat(closed).containsExactly("third", "first");
  }

  private static void fail(String message) throws IOException {
    throw new IOException(message);
  }
}
