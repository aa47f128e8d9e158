package dev.cubby.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.local.usage.ApiKey;
import org.jspecify.annotations.Nullable;

/// The patch operations of UpdateApiKey ("Patch Operations" in API Gateway's reference): `replace`
/// of `/name`, `/description`, `/customerId` and `/enabled`.
final class KeyPatch {

  private @Nullable String name;
  private @Nullable String description;
  private @Nullable String customerId;
  private @Nullable Boolean enabled;

  private KeyPatch() {}

  static KeyPatch read(JsonNode operations) throws OperationException {
    var patch = new KeyPatch();
    for (var operation : operations) {
      patch.add(operation);
    }
    return patch;
  }

  private void add(JsonNode operation) throws OperationException {
    var path = Call.text(operation, "path");
    var value = Call.text(operation, "value");
    if (!"replace".equals(Call.text(operation, "op")) || path == null || value == null) {
      throw OperationException.badRequest("local runs only replace, with a path and a value");
    }
    switch (path) {
      case "/name" -> name = value;
      case "/description" -> description = value;
      case "/customerId" -> customerId = value;
      case "/enabled" -> enabled = flag(value);
      default -> throw OperationException.badRequest("Invalid patch path " + path);
    }
  }

  /// @param time in epoch seconds
  ApiKey apply(ApiKey key, long time) {
    return new ApiKey(
        key.id(),
        key.value(),
        name == null ? key.name() : name,
        description == null ? key.description() : description,
        customerId == null ? key.customerId() : customerId,
        enabled == null ? key.enabled() : enabled,
        key.tags(),
        key.createdDate(),
        time);
  }

  private static boolean flag(String value) throws OperationException {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw OperationException.badRequest("enabled is neither true nor false");
    };
  }
}
