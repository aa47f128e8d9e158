package dev.cubby.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.template.TableDefinition.Index;
import dev.cubby.local.template.reader.TemplateReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each value of CollectionIndexes makes a table that CloudFormation accepts, and one index more
/// than the value before.
class CollectionIndexesTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void tableHasAsManyIndexes(int count) {
    var parameters = Map.of("CollectionIndexes", Integer.toString(count));
    var table = TemplateReader.read(Path.of("../template.yaml"), parameters).table("Table");

    assertThat(table.globalIndexes())
        .extracting(Index::name)
        .containsExactlyElementsOf(
            Stream.of("GSI1", "IX1", "IX2", "IX3", "IX4").limit(1 + count).toList());
    assertThat(table.attributeTypes().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of(table.key()), table.globalIndexes().stream().map(Index::key))
                .flatMap(key -> Stream.of(key.hash(), key.range()))
                .toList());
  }
}
