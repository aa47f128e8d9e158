package dev.cubby.local.gateway;

import org.jspecify.annotations.Nullable;

/// A request, its answer, and what happened in between: what the access log tells of.
///
/// @param match the resource; null where there was none
/// @param authorizer what the authorizer answered; null where none did
/// @param refusal why the gateway answered by itself; null where it did not
/// @param integrationMillis how long the function took; null where none was called
record Exchange(
    ApiRequest request,
    Router.@Nullable Match match,
    AuthorizerOutcome.@Nullable Answered authorizer,
    @Nullable Refusal refusal,
    @Nullable Long integrationMillis,
    ApiResponse answer) {}
