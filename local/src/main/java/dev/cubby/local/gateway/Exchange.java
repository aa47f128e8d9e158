package dev.cubby.local.gateway;

import org.jspecify.annotations.Nullable;

/// A request, its response, and what happened in between, for the log.
///
/// @param match the matched resource; null if none matched
/// @param authorizer the result of the authorizer; null if none was invoked
/// @param function the logical id of the function that the gateway invoked to respond; null if none
/// @param refusal why the gateway refused the request; null if it did not
/// @param integrationMillis how long the function took; null if none was invoked
record Exchange(
    ApiRequest request,
    Router.@Nullable Match match,
    AuthorizerOutcome.@Nullable Answered authorizer,
    @Nullable String function,
    @Nullable Refusal refusal,
    @Nullable Long integrationMillis,
    ApiResponse answer) {}
