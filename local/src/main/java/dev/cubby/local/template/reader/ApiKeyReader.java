package dev.cubby.local.template.reader;

import dev.cubby.local.template.ApiKeyDefinition;
import java.util.Set;

/// Reads an `AWS::ApiGateway::ApiKey`.
final class ApiKeyReader {

  private static final Set<String> EFFECTIVE =
      Set.of("CustomerId", "Description", "Enabled", "Name", "Value");

  /// A key's id always differs from its value here. `StageKeys` opens no stage: API Gateway
  /// deprecates it for usage plans, and a key needs one.
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("GenerateDistinctId", "StageKeys", "Tags");

  private ApiKeyReader() {}

  static ApiKeyDefinition key(Resource resource, Intrinsics intrinsics) {
    var properties = resource.resolve(EFFECTIVE, WITHOUT_EFFECT, intrinsics);
    return new ApiKeyDefinition(
        resource.logicalId(),
        properties.text("Name", resource.logicalId()),
        properties.text("Value"),
        properties.text("Description"),
        properties.text("CustomerId"),
        properties.bool("Enabled", false));
  }
}
