package dev.cubby.local.template.reader;

import dev.cubby.local.template.ApiDefinition;
import org.jspecify.annotations.Nullable;

/// An event of type `Api` of a function, before the API's defaults are applied.
///
/// @param apiId the logical id of the API, or the value of a `Ref` to it
record ApiEvent(
    String functionId,
    String apiId,
    String method,
    Value path,
    @Nullable Value authorizer,
    @Nullable Value apiKeyRequired) {

  /// SAM's name for the API of events that name none.
  static final String IMPLICIT_API = "ServerlessRestApi";

  /// Whether it is a preflight, on which SAM puts what an API sets for all methods only if the API
  /// does not exclude preflights.
  boolean isPreflight() {
    return method.equals("OPTIONS");
  }

  boolean isOf(Resource api) {
    return apiId.equals(api.logicalId()) || apiId.equals(ApiDefinition.apiId(api.logicalId()));
  }
}
