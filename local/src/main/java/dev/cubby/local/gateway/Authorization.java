package dev.cubby.local.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an authorizer answered ("Output from an API Gateway Lambda authorizer").
///
/// @param context strings, whatever of string, number and boolean they were
/// @param usageIdentifierKey the API key that the caller counts as; null where the authorizer names
///   none
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
