package dev.cubby.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.TableClient;
import dev.cubby.shared.gateway.GatewayClient;
import dev.cubby.shared.gateway.GatewayKeys;
import dev.cubby.shared.gateway.GatewayPlans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClientBuilder;

/// No AWS service is there: a call that is not canned fails. First, because its retries wait.
@Order(1)
class RehearsalTest {

  private static final StaticCredentialsProvider NOBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none"));

  // What handlers and their collaborators are made of.
  private static final Map<Class<?>, Object> PARTS =
      Map.of(
          InstantSource.class,
          InstantSource.system(),
          Table.class,
          new Table(
              TableClient.builder().region(Region.US_EAST_1).credentialsProvider(NOBODY).build(),
              "t"),
          GatewayKeys.class,
          new GatewayKeys(gateway().build(), "t"),
          GatewayPlans.class,
          new GatewayPlans(gateway().build()),
          Map.class,
          Map.of("admin", "a", "basic", "b", "pro", "p"),
          Duration.class,
          Duration.ofDays(8),
          int.class,
          1,
          boolean.class,
          true,
          String.class,
          "0.1.0");

  static Stream<Class<?>> functions() {
    return new ClassFileImporter()
            .importPath(Path.of("target/classes"))
            .that(DescribedPredicate.describe("can be made", RehearsalTest::isFunction))
            .stream()
            .map(JavaClass::reflect);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunction_rehearsesItsAnswers(Class<?> type) {
    var statuses = ((ApiFunction) make(type)).rehearse(1);

    assertThat(statuses).anyMatch(status -> status < 300).doesNotContain(500);
  }

  private static boolean isFunction(JavaClass type) {
    return type.isAssignableTo(ApiFunction.class)
        && !type.getModifiers().contains(JavaModifier.ABSTRACT);
  }

  private static ApiGatewayClientBuilder gateway() {
    return GatewayClient.builder().region(Region.US_EAST_1).credentialsProvider(NOBODY);
  }

  // By the constructor with the most parameters.
  private static Object make(Class<?> type) {
    var part = PARTS.get(type);
    if (part != null) {
      return part;
    }
    var constructor =
        Arrays.stream(type.getDeclaredConstructors())
            .max(Comparator.comparingInt(each -> each.getParameterCount()))
            .orElseThrow();
    try {
      constructor.setAccessible(true);
      return constructor.newInstance(
          Arrays.stream(constructor.getParameterTypes()).map(RehearsalTest::make).toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Cannot make " + type, e);
    }
  }
}
