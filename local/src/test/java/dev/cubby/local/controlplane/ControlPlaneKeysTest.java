package dev.cubby.local.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.LocalApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.ConflictException;

/// API keys in the control plane, and what they change for callers of the API.
class ControlPlaneKeysTest extends ControlPlaneCase {

  @Test
  void createdKey_isReadBack() {
    var created =
        client.createApiKey(create ->
            create
                .value(VALUE)
                .name("k1")
                .description("d")
                .customerId("c")
                .enabled(true)
                .generateDistinctId(true)
                .tags(Map.of("a", "b")));

    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(created.id()).matches("[a-z0-9]{10}");
    assertThat(created.value()).isEqualTo(VALUE);
    assertThat(created.createdDate()).isEqualTo(project.clock().instant());
    var read = client.getApiKey(get -> get.apiKey(created.id()).includeValue(true));
    assertThat(read.value()).isEqualTo(VALUE);
    assertThat(read.name()).isEqualTo("k1");
    assertThat(read.description()).isEqualTo("d");
    assertThat(read.customerId()).isEqualTo("c");
    assertThat(read.enabled()).isTrue();
    assertThat(read.tags()).isEqualTo(Map.of("a", "b"));
    assertThat(client.getApiKey(get -> get.apiKey(created.id())).value()).isNull();
  }

  @Test
  void keyWithNothingSaid_getsAValueAndIsDisabled() {
    var created = client.createApiKey(_ -> {});

    assertThat(created.value()).matches("[A-Za-z0-9]{40}");
    assertThat(created.enabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "19, API Key value should be at least 20 characters",
    "129, API Key value exceeds maximum size of 128 characters"
  })
  void valueTooShortOrLong_is400(int length, String message) {
    assertThatThrownBy(() -> client.createApiKey(create -> create.value("x".repeat(length))))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 128})
  void valueOfAnAllowedLength_isTaken(int length) {
    var value = "x".repeat(length);

    assertThat(client.createApiKey(create -> create.value(value)).value()).isEqualTo(value);
  }

  @Test
  void valueOfAnotherKey_is409() {
    create("k1", VALUE);

    assertThatThrownBy(() -> create("k2", VALUE))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("API Key already exists");
  }

  @Test
  void nameOfAnotherKey_isTaken() {
    create("k1", VALUE);

    assertThat(create("k1", VALUE + "2").name()).isEqualTo("k1");
  }

  @Test
  void keys_areListedByNameInPages() {
    for (int i = 0; i < 30; i++) {
      create("a" + i, VALUE + i);
    }
    create("b", VALUE + "b");

    assertThat(client.getApiKeys(_ -> {}).items()).hasSize(25);
    assertThat(client.getApiKeysPaginator(get -> get.limit(7)).items()).hasSize(31);
    assertThat(client.getApiKeys(get -> get.limit(500)).position()).isNull();
    var named = client.getApiKeys(get -> get.nameQuery("b").includeValues(true)).items();
    assertThat(named).extracting(ApiKey::value).containsExactly(VALUE + "b");
    assertThat(client.getApiKeys(get -> get.nameQuery("a1").limit(100)).items())
        .hasSize(11)
        .allSatisfy(key -> assertThat(key.value()).isNull());
  }

  @Test
  void patch_changesAKey() {
    var key = create("k1", VALUE);
    project.clock().advance(Duration.ofSeconds(10));

    var updated =
        client.updateApiKey(update ->
            update
                .apiKey(key.id())
                .patchOperations(
                    replace("/name", "k2"),
                    replace("/description", "new"),
                    replace("/customerId", "c2"),
                    replace("/enabled", "false")));

    assertThat(updated.name()).isEqualTo("k2");
    assertThat(updated.description()).isEqualTo("new");
    assertThat(updated.customerId()).isEqualTo("c2");
    assertThat(updated.enabled()).isFalse();
    assertThat(updated.createdDate()).isEqualTo(project.clock().instant().minusSeconds(10));
    assertThat(updated.lastUpdatedDate()).isEqualTo(project.clock().instant());
    assertThatThrownBy(() ->
            client.updateApiKey(
                update -> update.apiKey(key.id()).patchOperations(replace("/value", VALUE + "2"))))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("/value");
  }

  @Test
  void deletedOrDisabledKey_isRefused() {
    var key = create("k1", VALUE);
    add("Pro", key.id());
    assertThat(call(VALUE)).isEqualTo(200);

    client.updateApiKey(
        update -> update.apiKey(key.id()).patchOperations(replace("/enabled", "false")));
    assertThat(call(VALUE)).isEqualTo(403);
    client.updateApiKey(
        update -> update.apiKey(key.id()).patchOperations(replace("/enabled", "true")));
    assertThat(call(VALUE)).isEqualTo(200);

    var deleted = client.deleteApiKey(delete -> delete.apiKey(key.id()));
    assertThat(deleted.sdkHttpResponse().statusCode()).isEqualTo(202);
    assertThat(call(VALUE)).isEqualTo(403);
    assertThat(client.getUsagePlanKeys(get -> get.usagePlanId("Pro")).items()).isEmpty();
    assertThat(create("again", VALUE).id()).isNotEqualTo(key.id());
  }

  @Test
  void keysAndTheirPlans_surviveARestartWithData() throws IOException {
    var data = project.directory().resolve("data");
    restartWith(project.options().withData(data));
    var key = create("k1", VALUE);
    add("Basic", key.id());
    create("k2", VALUE + "2");
    call(VALUE);

    restartWith(project.options().withData(data));

    assertThat(call(VALUE)).isEqualTo(200);
    assertThat(call(VALUE + "2")).isEqualTo(403);
    assertThat(client.getApiKey(get -> get.apiKey(key.id())).name()).isEqualTo("k1");
    var today = "2026-11-21";
    assertThat(
            client
                .getUsage(get -> get.usagePlanId("Basic").startDate(today).endDate(today))
                .items())
        .isEqualTo(Map.of(key.id(), List.of(List.of(2L, 3L))));
    var permissions = Files.getPosixFilePermissions(data.resolve("api-keys.json"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    try (var files = Files.list(data)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("api-keys")))
          .hasSize(1);
    }
  }

  @Test
  void brokenFileOfKeys_isNamed() throws IOException {
    var data = Files.createDirectories(project.directory().resolve("data"));
    Files.writeString(data.resolve("api-keys.json"), "{");

    assertThatThrownBy(() -> LocalApi.start(project.options().withData(data)))
        .hasMessageStartingWith("Cannot use the API keys in " + data);
  }
}
