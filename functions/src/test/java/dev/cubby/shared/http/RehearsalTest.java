package dev.cubby.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cubby.shared.problem.ProblemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  /// A function by the name of one that takes something else.
  static final class CreateUser {
    record Body(int other) {}
  }

  /// Likewise, but what it takes is in its package.
  static final class CreateItem {}

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

  @Test
  void body_isReadAsWhatTheFunctionTakes() {
    assertThatThrownBy(new Rehearsal(CreateUser.class)::run).isInstanceOf(ProblemException.class);
    assertThatThrownBy(new Rehearsal(CreateItem.class)::run).isInstanceOf(ProblemException.class);
  }
}
