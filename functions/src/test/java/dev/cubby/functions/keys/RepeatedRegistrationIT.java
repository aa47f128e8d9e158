package dev.cubby.functions.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.http.AwsRequest;
import dev.cubby.local.lambda.InvocationResult;
import dev.cubby.permissions.Permissions;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys where API Gateway has carried out each POST before: what a function finds when it repeats a
/// call whose answer was lost.
@Timeout(1200)
class RepeatedRegistrationIT extends KeysCase {

  private static final String OF_ADMINISTRATOR = "/users/" + UserPartition.ADMINISTRATOR;

  @RegisterExtension static final HttpApi api = HttpApi.unshared();

  @BeforeAll
  static void carryOutEachPostBefore() {
    api.local()
        .observe(call -> {
          Permissions.ofTheStack().note(call);
          if (call.operation().startsWith("POST ") && !call.accessKeyId().isEmpty()) {
            carryOut(call);
          }
        });
  }

  @Override
  Api api() {
    return api;
  }

  @Override
  String newUser() {
    return signUp();
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "basic", "pro"})
  void madeAndRotatedKey_areCountedByTheirPlan(String plan) {
    var user = newUser();
    var made = make(user, "{\"roles\":[\"read\"],\"plan\":\"" + plan + "\"}").hasStatus(201);
    eventually(() -> call(Call.get(user + "/usage")).status() == 200);

    var rotated = call(Call.post(pathOf(user, made) + "/rotate", "{}")).hasStatus(201);

    assertThat(api.apiGatewayCounts(secretOf(made).hash(), plan)).isTrue();
    assertThat(api.apiGatewayCounts(secretOf(rotated).hash(), plan)).isTrue();
    eventually(() -> api.send(Call.get("/usage"), secretOf(rotated).secret()).status() == 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "basic", "pro"})
  void changedKey_isCountedByItsNewPlan(String plan) {
    var user = newUser();
    var former = plan.equals("basic") ? "pro" : "basic";
    var made = make(user, "{\"roles\":[\"read\"],\"plan\":\"" + former + "\"}").hasStatus(201);

    change(pathOf(user, made), plan);

    eventually(() -> api.apiGatewayCounts(secretOf(made).hash(), plan));
    assertThat(api.apiGatewayCounts(secretOf(made).hash(), former)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "basic", "pro"})
  void chosenKeyThatApiGatewayHasLost_isCountedByItsPlanAgain(String plan) {
    var chosen = bootstrap("chosen-key-on-plan-" + plan);
    change(newestOfAdministrator(), plan);
    eventually(() -> api.apiGatewayCounts(chosen.hash(), plan));
    api.deleteFromGateway(chosen.hash());

    bootstrap(chosen.secret());

    assertThat(api.apiGatewayCounts(chosen.hash(), plan)).isTrue();
  }

  @Test
  void chosenKeyThatHasExpired_isMadeAnew() {
    var chosen = bootstrap("chosen-key-that-expires");
    var former = newestOfAdministrator();
    call(Call.post(former + "/rotate", "{}")).hasStatus(201);

    bootstrap(chosen.secret());

    assertThat(newestOfAdministrator()).isNotEqualTo(former);
    api.send(Call.get("/records"), chosen.secret()).hasStatus(200);
  }

  private ApiKey bootstrap(String secret) {
    var event = "{\"adminKey\":\"" + secret + "\"}";
    assertThat(api.local().invoke("BootstrapFunction", event.getBytes(UTF_8)))
        .isInstanceOf(InvocationResult.Success.class);
    return ApiKey.parse(secret).orElseThrow();
  }

  private String newestOfAdministrator() {
    var newest = call(Call.get(OF_ADMINISTRATOR + "/keys?order=desc&limit=1")).hasStatus(200);
    return OF_ADMINISTRATOR + "/keys/" + newest.items("keyId").getFirst();
  }

  private void change(String key, String plan) {
    call(Call.put(key, "{\"plan\":\"" + plan + "\"}")).hasStatus(200);
  }

  // A test's own call has no credentials.
  private static void carryOut(AwsRequest call) {
    var request =
        HttpRequest.newBuilder(api.local().controlPlaneEndpoint().resolve(call.target()))
            .POST(BodyPublishers.ofString(call.body()))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      client.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void eventually(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      api.elapse(Duration.ofMillis(100));
    }
  }
}
