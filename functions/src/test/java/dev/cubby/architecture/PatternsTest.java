package dev.cubby.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.validation.constraints.Email;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every pattern of the functions, and of what clients reach in `local`, takes steps in proportion
/// to the length of the text, whatever a client sends. Steps are the characters that the matcher
/// reads.
class PatternsTest {

  private static final int LENGTH = 10_000;
  private static final int STEPS_PER_CHARACTER = 10;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(
              "dev.cubby.shared",
              "dev.cubby.functions",
              "dev.cubby.local.controlplane",
              "dev.cubby.local.faults",
              "dev.cubby.local.gateway",
              "dev.cubby.local.http",
              "dev.cubby.local.usage");

  /// The patterns that are sought in a text. All others must match the whole.
  private static final Set<String> SOUGHT =
      Set.of(
          "AccessLog.VARIABLE",
          "ApiRequest.PORT",
          "AwsRequest.CREDENTIAL",
          "AwsRequest.TOKEN",
          "EmailIdentity.DEVIATION",
          "EntityTags.MEMBER",
          "Execution.KEY",
          "Execution.TABLE",
          "GatewayResponses.VARIABLE",
          "LinearPattern.REPETITION",
          "MediaType.CHARSET",
          "ObjectNode.UNPAIRED",
          "PartitionLimits.EQUATION",
          "ReadableLog.CONTROL",
          "Rehearsal.CAPITAL",
          "RequestReader.FIRST_SLASHES",
          "RequestUrl.SLASHES",
          "Validation.ELEMENT");

  // What leads a matcher into a pattern, what keeps it there, and what it fails on at the end.
  private static final List<String> BEGINNINGS =
      List.of(
          "",
          "\"",
          "\"a\"",
          "W/\"",
          ";",
          "; charset",
          ";charset=",
          "a/",
          "[",
          "a@",
          "a@b.",
          "h:",
          "2026-01-02T03:04:05.",
          "00000000-",
          "Credential=",
          "$context.",
          "'",
          ".<");
  private static final List<String> REPETITIONS =
      List.of(
          " ",
          "\t",
          "a",
          "A",
          "0",
          ".",
          "-",
          "+",
          "/",
          "@",
          ",",
          ";",
          ":",
          "\"",
          "=",
          "<",
          ">",
          "[",
          "]",
          "\\",
          "\u00e9",
          "\n",
          "\"a\",",
          "\"a\" ,",
          " ,",
          ".a",
          "@.",
          ".<",
          "; charset",
          ":0",
          "Credential=a",
          "$context.a",
          "a+");
  private static final List<String> ENDS = List.of("", "x", "\u0001");

  static Stream<Arguments> patterns() {
    return Stream.concat(
        CLASSES.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getRawType().isEquivalentTo(Pattern.class))
            .map(field -> Arguments.of(name(field), pattern(field.reflect()))),
        CLASSES.stream()
            .flatMap(type -> type.getFields().stream())
            .flatMap(PatternsTest::constraints));
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void adversarialText_takesLinearSteps(String name, Pattern pattern) {
    Consumer<Matcher> use =
        SOUGHT.contains(name) ? matcher -> matcher.results().forEach(_ -> {}) : Matcher::matches;
    for (var beginning : BEGINNINGS) {
      for (var repetition : REPETITIONS) {
        for (var end : ENDS) {
          var text = beginning + repetition.repeat(LENGTH / repetition.length()) + end;
          use.accept(pattern.matcher(new MeteredText(text)));
        }
      }
    }
  }

  @Test
  void ambiguousPattern_isFound() {
    var tags = Pattern.compile("\\G\\s*(?:\"[^\"]*\")?\\s*(?:,|$)");

    assertThatThrownBy(() -> adversarialText_takesLinearSteps("EntityTags.MEMBER", tags))
        .isInstanceOf(AssertionError.class);
  }

  /// A pattern is either a constant or a constraint, so none escapes the test above.
  @Test
  void everyPattern_isAConstant() {
    var calls =
        CLASSES.stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(PatternsTest::appliesAnotherPattern);

    assertThat(calls).isEmpty();
  }

  @Test
  void soughtPatterns_areThoseOfClassesThatSeek() {
    var seeking =
        CLASSES.stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().isEquivalentTo(Matcher.class))
            .filter(call -> !Set.of("matches", "group").contains(call.getName()))
            .map(call -> call.getOriginOwner().getSimpleName())
            .collect(Collectors.toSet());

    assertThat(
            SOUGHT.stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet()))
        .isEqualTo(seeking);
  }

  private static boolean appliesAnotherPattern(JavaMethodCall call) {
    var names =
        call.getTargetOwner().isEquivalentTo(String.class)
            ? Set.of("matches", "replaceAll", "replaceFirst")
            : Set.of("matches", "compile");
    return List.of("java.lang.String", "java.util.regex.Pattern")
            .contains(call.getTargetOwner().getName())
        && names.contains(call.getName())
        && !call.getOrigin().getName().equals("<clinit>");
  }

  private static Stream<Arguments> constraints(JavaField field) {
    if (field.getModifiers().contains(JavaModifier.STATIC)) {
      return Stream.empty();
    }
    var reflected = field.reflect();
    return Stream.concat(
            Stream.of(reflected.getAnnotationsByType(Email.class)).map(Email::regexp),
            Stream.of(reflected.getAnnotationsByType(jakarta.validation.constraints.Pattern.class))
                .map(jakarta.validation.constraints.Pattern::regexp))
        .map(regexp -> Arguments.of(name(field), Pattern.compile(regexp)));
  }

  private static String name(JavaField field) {
    return field.getOwner().getSimpleName() + "." + field.getName();
  }

  private static Pattern pattern(Field field) {
    try {
      field.setAccessible(true);
      return (Pattern) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /// A text that fails when it is read too often.
  private static final class MeteredText implements CharSequence {

    private final String text;
    private int steps;

    MeteredText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++steps > STEPS_PER_CHARACTER * text.length()) {
        throw new AssertionError("more than " + steps + " steps for " + text.substring(0, 40));
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
