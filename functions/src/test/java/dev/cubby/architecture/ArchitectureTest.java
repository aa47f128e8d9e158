package dev.cubby.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.cubby.functions.Wiring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules for the code of all modules. Each comes with classes that violate it.
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.cubby");

  private static final Path WIRING = Path.of("target/classes/dev/cubby/functions/Wiring.class");

  @TempDir private Path directory;

  static Stream<Arguments> directions() {
    return Stream.of(
        rule(
            noClasses()
                .that()
                .resideInAPackage("dev.cubby.shared..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cubby.functions..", "dev.cubby.local..")
                .because("shared knows no resource"),
            "package dev.cubby.shared.planted; class A { dev.cubby.functions.Wiring wiring; }"),
        rule(
            noClasses()
                .that()
                .resideInAPackage("dev.cubby.functions..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.cubby.local.."),
            "package dev.cubby.functions.planted; class A { dev.cubby.local.LocalApi api; }"),
        rule(
            noClasses()
                .that()
                .resideInAPackage("dev.cubby.local..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cubby.functions..", "dev.cubby.shared..")
                .because("local runs any Java SAM project"),
            "package dev.cubby.local.planted; class A { dev.cubby.functions.Wiring wiring; }"),
        rule(
            slices()
                .matching("dev.cubby.functions.(*)..")
                .should()
                .notDependOnEachOther()
                .because(
                    "resource packages do not know each other; OwnedKinds knows their schemas"),
            "package dev.cubby.functions.one; class A { dev.cubby.functions.two.B b; }",
            "package dev.cubby.functions.two; public class B {}"),
        rule(
            slices().matching("dev.cubby.shared.(*)..").should().beFreeOfCycles(),
            "package dev.cubby.shared.one; public class A { dev.cubby.shared.two.B b; }",
            "package dev.cubby.shared.two; public class B { dev.cubby.shared.one.A a; }"),
        rule(
            slices().matching("dev.cubby.local.(**)").should().beFreeOfCycles(),
            "package dev.cubby.local.one; public class A { dev.cubby.local.two.B b; }",
            "package dev.cubby.local.two; public class B { dev.cubby.local.one.A a; }"));
  }

  static Stream<Arguments> libraries() {
    return Stream.of(
        onlyIn(
            List.of(
                "dev.cubby.shared.aws",
                "dev.cubby.shared.dynamodb",
                "dev.cubby.shared.gateway",
                "dev.cubby.local.."),
            "software.amazon.awssdk",
            "services.dynamodb.model.AttributeValue"),
        onlyIn(
            List.of("dev.cubby.shared.gateway"),
            "software.amazon.awssdk.services.apigateway",
            "ApiGatewayClient"),
        onlyIn(
            List.of("dev.cubby.local.faults", "dev.cubby.local.usage"),
            "io.github.bucket4j",
            "Bucket"),
        // Not Jackson's annotations, which may stand on bodies.
        onlyIn(
            List.of("dev.cubby.shared.json..", "dev.cubby.local.."),
            "com.fasterxml.jackson.core",
            "JsonParser"),
        onlyIn(
            List.of("dev.cubby.shared.json..", "dev.cubby.local.."),
            "com.fasterxml.jackson.databind",
            "ObjectMapper"),
        onlyIn(List.of("dev.cubby.shared.json.schema"), "com.networknt", "schema.Schema"),
        onlyIn(List.of("dev.cubby.shared.json.schema"), "com.google.re2j", "Pattern"),
        onlyIn(
            List.of("dev.cubby.shared.validation"),
            "org.hibernate",
            "validator.HibernateValidator"),
        onlyIn(List.of("dev.cubby.shared.snapstart"), "org.crac", "Resource"),
        onlyIn(List.of("dev.cubby.local.."), "org.eclipse.jetty", "server.Server"),
        // Not the constraints, in packages below, which stand on bodies.
        rule(
            noClasses()
                .that()
                .resideOutsideOfPackage("dev.cubby.shared.validation")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.validation"),
            "package dev.cubby.functions.items; class GetItem { jakarta.validation.Validator v; }"));
  }

  static Stream<Arguments> handlers() {
    var handler =
        "package dev.cubby.functions.planted;"
            + " class A implements com.amazonaws.services.lambda.runtime.RequestHandler<String, String> {"
            + " public String handleRequest(String s, com.amazonaws.services.lambda.runtime.Context c)"
            + " { return s; } }";
    var environment =
        noClasses()
            .that()
            .resideInAPackage("dev.cubby.functions.*")
            .should()
            .callMethodWhere(
                describe("reads the environment", ArchitectureTest::readsTheEnvironment))
            .because("the environment is Wiring's");
    return Stream.of(
        rule(
            classes()
                .that()
                .doNotHaveModifier(ABSTRACT)
                .and(describe("are handlers", ArchitectureTest::isHandler))
                .should()
                .haveModifier(FINAL)
                .andShould()
                .resideInAPackage("dev.cubby.functions.*"),
            handler),
        rule(
            environment,
            "package dev.cubby.functions.planted; class A { String a = System.getenv(\"A\"); }"),
        rule(
            environment,
            "package dev.cubby.functions.planted; class A { Object all = System.getenv(); }"),
        rule(
            methods()
                .that()
                .areDeclaredIn(Wiring.class)
                .and()
                .arePublic()
                .should()
                .onlyBeCalled()
                .byConstructorsThat(areNoArgumentConstructorsOfHandlers()),
            "package dev.cubby.functions.planted;"
                + " class A { Object table = dev.cubby.functions.Wiring.table(); }"));
  }

  static Stream<Arguments> style() {
    var optionals =
        noCodeUnits()
            .that()
            .doNotHaveModifier(SYNTHETIC)
            .should()
            .haveRawParameterTypes(
                describe(
                    "with an Optional",
                    types -> types.stream().anyMatch(ArchitectureTest::isOptional)));
    return Stream.of(
        rule(
            noFields().should().haveRawType(Optional.class),
            "package dev.cubby.planted; class A { java.util.Optional<String> field; }"),
        rule(
            optionals,
            "package dev.cubby.planted; class A { void m(int i, java.util.Optional<String> o) {} }"),
        rule(
            optionals, "package dev.cubby.planted; class A { A(java.util.Optional<String> o) {} }"),
        rule(
            fields().that().areStatic().should().beFinal(),
            "package dev.cubby.planted; class A { static int count; }"),
        rule(noneIsNamed(".*Impl"), "package dev.cubby.planted; class ThingImpl {}"),
        rule(noneIsNamed(".*Utils?"), "package dev.cubby.planted; class ThingUtils {}"),
        rule(noneIsNamed(".*Helper"), "package dev.cubby.planted; class ThingHelper {}"),
        rule(noneIsNamed(".*Manager"), "package dev.cubby.planted; class ThingManager {}"));
  }

  @ParameterizedTest
  @MethodSource({"directions", "libraries", "handlers", "style"})
  void rule_holds(ArchRule rule, List<String> violation) {
    rule.check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource({"directions", "libraries", "handlers", "style"})
  void rule_finds(ArchRule rule, List<String> violation) throws IOException {
    PlantedClasses.compile(violation, directory);

    var planted = new ClassFileImporter().importPaths(directory, WIRING);

    assertThat(rule.evaluate(planted).hasViolation()).isTrue();
  }

  private static Arguments rule(ArchRule rule, String... violation) {
    return Arguments.of(rule, List.of(violation));
  }

  private static Arguments onlyIn(List<String> packages, String library, String type) {
    return rule(
        noClasses()
            .that()
            .resideOutsideOfPackages(packages.toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library + ".."),
        "package dev.cubby.functions.items; class GetItem { "
            + library
            + "."
            + type
            + " planted; }");
  }

  private static ArchRule noneIsNamed(String pattern) {
    return noClasses().should().haveNameMatching(pattern);
  }

  private static boolean readsTheEnvironment(JavaCall<?> call) {
    return call.getTargetOwner().isEquivalentTo(System.class) && call.getName().equals("getenv");
  }

  private static boolean isHandler(JavaClass type) {
    return type.isAssignableTo(RequestHandler.class)
        || type.isAssignableTo(RequestStreamHandler.class);
  }

  private static boolean isOptional(JavaClass type) {
    return type.isEquivalentTo(Optional.class);
  }

  private static DescribedPredicate<JavaConstructor> areNoArgumentConstructorsOfHandlers() {
    return describe(
        "are no-argument constructors of handlers",
        constructor ->
            isHandler(constructor.getOwner()) && constructor.getRawParameterTypes().isEmpty());
  }
}
