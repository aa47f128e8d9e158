package dev.cubby.local.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.TooManyRequestsException;

/// What holds for all operations of the control plane.
class ControlPlaneTest extends ControlPlaneCase {

  @Test
  void whatIsNotThere_is404() {
    var key = create("k1", VALUE);
    List<Runnable> calls =
        List.of(
            () -> client.getApiKey(get -> get.apiKey("none")),
            () ->
                client.updateApiKey(
                    update -> update.apiKey("none").patchOperations(replace("/name", "x"))),
            () -> client.deleteApiKey(delete -> delete.apiKey("none")),
            () -> client.getUsagePlan(get -> get.usagePlanId("none")),
            () -> client.getUsagePlanKeys(get -> get.usagePlanId("none")),
            () -> add("none", key.id()),
            () -> add("Basic", "none"),
            () -> client.getUsagePlanKey(get -> get.usagePlanId("Basic").keyId(key.id())),
            () -> client.deleteUsagePlanKey(get -> get.usagePlanId("Basic").keyId(key.id())),
            () ->
                client.getUsage(
                    get -> get.usagePlanId("none").startDate("2026-11-21").endDate("2026-11-21")));

    assertThat(calls)
        .allSatisfy(call ->
            assertThatThrownBy(call::run)
                .isInstanceOf(NotFoundException.class)
                .satisfies(e ->
                    assertThat(((NotFoundException) e).awsErrorDetails().errorMessage())
                        .startsWith("Invalid ")));
  }

  @Test
  void otherKeyTypeOrLimit_is400() {
    var key = create("k1", VALUE);

    assertThatThrownBy(() ->
            client.createUsagePlanKey(
                add -> add.usagePlanId("Basic").keyId(key.id()).keyType("OTHER")))
        .isInstanceOf(BadRequestException.class);
    assertThatThrownBy(() -> client.getApiKeys(get -> get.limit(0)))
        .isInstanceOf(BadRequestException.class);
  }

  @Test
  void operationThatIsNotRun_isNamed() {
    assertThatThrownBy(() -> client.getRestApis())
        .isInstanceOf(ApiGatewayException.class)
        .satisfies(e -> {
          var details = ((ApiGatewayException) e).awsErrorDetails();
          assertThat(details.errorCode()).isEqualTo("UnknownOperationException");
          assertThat(details.errorMessage())
              .isEqualTo("local does not run GET /restapis of API Gateway's control plane");
        });
  }

  @Test
  void operationsAboveTheirRate_are429WhereAskedFor() {
    for (int i = 0; i < 20; i++) {
      create("k" + i, VALUE + i);
    }
    restartWith(project.options().withControlPlaneQuotas());

    for (int i = 0; i < 5; i++) {
      create("k" + i, VALUE + i);
    }
    assertThatThrownBy(() -> create("k5", VALUE + 5)).isInstanceOf(TooManyRequestsException.class);
    project.clock().advance(Duration.ofMillis(200));
    assertThat(create("k5", VALUE + 5).name()).isEqualTo("k5");

    project.clock().advance(Duration.ofSeconds(60));
    for (int i = 0; i < 40; i++) {
      client.getUsagePlans();
    }
    assertThatThrownBy(() -> client.getUsagePlans()).isInstanceOf(TooManyRequestsException.class);
    project.clock().advance(Duration.ofMillis(100));
    assertThat(client.getUsagePlans().items()).hasSize(3);
  }

  @Test
  void functions_findItByTheirEnvironment() {
    var environment =
        project.api().invoke("EnvironmentFunction", "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(new String(environment.payload(), StandardCharsets.UTF_8))
        .contains(
            "\"AWS_ENDPOINT_URL_API_GATEWAY\":\"" + project.api().controlPlaneEndpoint() + "\"");
  }
}
