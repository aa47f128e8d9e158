package dev.cubby.local.gateway;

import dev.cubby.local.template.ApiDefinition;
import dev.cubby.local.template.PseudoParameters;
import java.util.Map;

/// The API and stage that a request is sent to.
///
/// @param variables the stage variables
record StageIdentity(
    PseudoParameters pseudoParameters, String apiId, String name, Map<String, String> variables) {

  static StageIdentity of(ApiDefinition api, PseudoParameters pseudoParameters, String name) {
    return new StageIdentity(pseudoParameters, api.apiId(), name, api.stageVariables());
  }

  String accountId() {
    return pseudoParameters.accountId();
  }

  /// Six characters, derived from the API's id.
  String deploymentId() {
    return "d" + apiId.substring(apiId.length() - 5);
  }

  /// The ARN that policies allow or deny: of a method and a path without its first slash.
  String methodArn(String method, String path) {
    return pseudoParameters.arn(
        "execute-api", String.join("/", apiId, name, method, path.substring(1)));
  }
}
