package dev.cubby.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cubby.shared.problem.ProblemException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private record OtherBody(int other) {}

  /// By the name of a function whose event has another body.
  private static final class CreateUser {}

  @Test
  void everyFunction_rehearsesItsEvent() {
    var functions =
        new ClassFileImporter()
                .importPath(Path.of("target/classes"))
                .that(DescribedPredicate.describe("can be made", RehearsalTest::isFunction))
                .stream()
                .map(type -> make(type.reflect()))
                .toList();

    assertThat(functions).hasSizeGreaterThan(30);
    assertThat(functions)
        .allSatisfy(function -> assertThatCode(function::rehearse).doesNotThrowAnyException());
  }

  @Test
  void bodyOfTheEvent_isReadAsTheBodyOfTheFunction() {
    var rehearsal = new Rehearsal(CreateUser.class, OtherBody.class);

    assertThatThrownBy(rehearsal::run).isInstanceOf(ProblemException.class);
  }

  private static boolean isFunction(JavaClass type) {
    return type.isAssignableTo(ApiFunction.class)
        && !type.getModifiers().contains(JavaModifier.ABSTRACT);
  }

  /// Makes a function of nothing but a clock: a rehearsal uses none of what it is made of.
  private static ApiFunction make(Class<?> type) {
    var constructor =
        Arrays.stream(type.getDeclaredConstructors())
            .max(Comparator.comparingInt(each -> each.getParameterCount()))
            .orElseThrow();
    var arguments =
        Arrays.stream(constructor.getParameterTypes())
            .map(parameter -> parameter == InstantSource.class ? InstantSource.system() : null)
            .toArray();
    try {
      constructor.setAccessible(true);
      return (ApiFunction) constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Cannot make " + type, e);
    }
  }
}
