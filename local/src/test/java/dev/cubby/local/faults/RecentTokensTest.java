package dev.cubby.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTokensTest {

  @Test
  void tokensOverTheLimit_pushOutThoseThatAreOldest() {
    var tokens = new RecentTokens(2);
    List.of("a", "b", "a", "c").forEach(tokens::add);

    assertThat(List.of("a", "b", "c")).filteredOn(tokens::contains).containsExactly("a", "c");
  }
}
