package dev.cubby.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The functions hash with SHA-256, draw random numbers from the JDK's secure generator, and have
/// no other cryptography: no ciphers, no key pairs, none of their own.
class CryptographyTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.cubby.shared", "dev.cubby.functions");

  private static final List<String> PREDICTABLE =
      List.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.random.RandomGenerator");

  @TempDir private Path directory;

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(
            noClasses()
                .should()
                .callMethodWhere(
                    describe(
                        "draws predictable numbers",
                        call ->
                            PREDICTABLE.contains(call.getTargetOwner().getName())
                                || call.getTarget()
                                    .getFullName()
                                    .equals("java.lang.Math.random()")))
                .orShould()
                .callConstructorWhere(
                    describe(
                        "makes a predictable generator",
                        call -> PREDICTABLE.contains(call.getTargetOwner().getName()))),
            "class A { double a = new java.util.Random().nextDouble(); }"),
        Arguments.of(
            noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.cubby.shared.text.Sha256")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.MessageDigest"),
            "class A { java.security.MessageDigest digest; }"),
        Arguments.of(
            noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.crypto..", "java.security.interfaces.."),
            "class A { javax.crypto.Cipher cipher; }"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rule_holds(ArchRule rule, String planted) {
    rule.check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rule_finds(ArchRule rule, String planted) throws IOException {
    PlantedClasses.compile(List.of("package dev.cubby.functions.planted; " + planted), directory);

    var classes = new ClassFileImporter().importPaths(directory);

    assertThat(rule.evaluate(classes).hasViolation()).isTrue();
  }
}
