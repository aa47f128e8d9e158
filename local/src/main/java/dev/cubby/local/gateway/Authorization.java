package dev.cubby.local.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The result of an authorizer ("Output from an API Gateway Lambda authorizer").
///
/// @param context strings, numbers and booleans, as strings
/// @param usageIdentifierKey the API key whose limits apply to the caller; null if the authorizer
///   names none
record Authorization(
    String principalId,
    Policy policy,
    Map<String, String> context,
    @Nullable String usageIdentifierKey) {

  static Authorization parse(byte[] payload) throws MalformedResultException {
    var response = ResultJson.object(payload);
    var principalId = ResultJson.text(response, "principalId");
    if (principalId == null) {
      throw new MalformedResultException("principalId is missing");
    }
    var context = new LinkedHashMap<String, String>();
    for (var entry : response.path("context").properties()) {
      var value = entry.getValue();
      if (value.isContainerNode()) {
        throw new MalformedResultException(
            "context member " + entry.getKey() + " is an object or a list");
      }
      if (!value.isNull()) {
        context.put(entry.getKey(), value.asText());
      }
    }
    return new Authorization(
        principalId,
        Policy.parse(response.path("policyDocument")),
        context,
        ResultJson.text(response, "usageIdentifierKey"));
  }
}
