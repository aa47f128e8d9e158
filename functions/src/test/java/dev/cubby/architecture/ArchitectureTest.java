package dev.cubby.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.cubby.functions.Wiring;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.cubby");

  static Stream<ArchRule> directions() {
    return Stream.of(
        noClasses()
            .that()
            .resideInAPackage("dev.cubby.shared..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cubby.functions..", "dev.cubby.local..")
            .because("shared knows no resource"),
        noClasses()
            .that()
            .resideInAPackage("dev.cubby.functions..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.cubby.local.."),
        noClasses()
            .that()
            .resideInAPackage("dev.cubby.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cubby.functions..", "dev.cubby.shared..")
            .because("local runs any Java SAM project"),
        slices()
            .matching("dev.cubby.functions.(*)..")
            .should()
            .notDependOnEachOther()
            .because("resource packages do not know each other"),
        slices().matching("dev.cubby.shared.(*)..").should().beFreeOfCycles(),
        slices().matching("dev.cubby.local.(**)").should().beFreeOfCycles());
  }

  static Stream<ArchRule> libraries() {
    return Stream.of(
        // And in the classes that map a resource's items.
        onlyIn(
            "software.amazon.awssdk..",
            "dev.cubby.shared.aws",
            "dev.cubby.shared.dynamodb",
            "dev.cubby.shared.gateway",
            "dev.cubby.local.."),
        onlyIn("software.amazon.awssdk.services.apigateway..", "dev.cubby.shared.gateway"),
        onlyIn("io.github.bucket4j..", "dev.cubby.local.usage"),
        // Not its annotations: they stand on what bodies hold.
        onlyIn("com.fasterxml.jackson.core..", "dev.cubby.shared.json", "dev.cubby.local.."),
        onlyIn("com.fasterxml.jackson.databind..", "dev.cubby.shared.json", "dev.cubby.local.."),
        // Not its constraints: they stand on the bodies of requests.
        onlyIn("jakarta.validation", "dev.cubby.shared.validation"),
        onlyIn("org.hibernate..", "dev.cubby.shared.validation"),
        onlyIn("org.crac..", "dev.cubby.shared.snapstart"),
        onlyIn("org.eclipse.jetty..", "dev.cubby.local.."));
  }

  static Stream<ArchRule> handlers() {
    return Stream.of(
        classes()
            .that()
            .areAssignableTo(RequestHandler.class)
            .and()
            .doNotHaveModifier(ABSTRACT)
            .should()
            .haveModifier(FINAL)
            .andShould()
            .resideInAPackage("dev.cubby.functions.*"),
        noClasses()
            .that()
            .resideInAPackage("dev.cubby.functions.*")
            .should()
            .callMethod(System.class, "getenv", String.class)
            .because("the environment is Wiring's"),
        methods()
            .that()
            .areDeclaredIn(Wiring.class)
            .and()
            .arePublic()
            .should()
            .onlyBeCalled()
            .byConstructorsThat(areNoArgumentConstructorsOfHandlers()));
  }

  static Stream<ArchRule> style() {
    return Stream.of(
        noFields().should().haveRawType(Optional.class),
        noMethods().should().haveRawParameterTypes(Optional.class),
        fields().that().areStatic().should().beFinal(),
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveNameMatching(".*(Utils?|Helper|Manager)"));
  }

  @ParameterizedTest
  @MethodSource({"directions", "libraries", "handlers", "style"})
  void rule_holds(ArchRule rule) {
    rule.check(CLASSES);
  }

  private static ArchRule onlyIn(String library, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .and(DescribedPredicate.not(mapItems()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  private static DescribedPredicate<JavaClass> mapItems() {
    return DescribedPredicate.describe(
        "map items",
        c ->
            c.getPackageName().startsWith("dev.cubby.functions.")
                && c.getSimpleName().endsWith("Item"));
  }

  private static DescribedPredicate<JavaConstructor> areNoArgumentConstructorsOfHandlers() {
    return DescribedPredicate.describe(
        "are no-argument constructors of handlers",
        c ->
            c.getOwner().isAssignableTo(RequestHandler.class)
                && c.getRawParameterTypes().isEmpty());
  }
}
