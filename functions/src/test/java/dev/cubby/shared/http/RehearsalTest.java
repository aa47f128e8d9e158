package dev.cubby.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void everyFunction_rehearsesItsEvent() {
    var functions =
        new ClassFileImporter()
            .importPath(Path.of("target/classes")).stream()
                .filter(type -> type.isAssignableTo(ApiFunction.class))
                .toList();

    assertThat(functions).isNotEmpty();
    assertThat(functions)
        .allSatisfy(function ->
            assertThatCode(new Rehearsal(function.reflect())::run).doesNotThrowAnyException());
  }
}
