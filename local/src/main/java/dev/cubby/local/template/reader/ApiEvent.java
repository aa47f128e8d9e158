package dev.cubby.local.template.reader;

import org.jspecify.annotations.Nullable;

/// An event of type `Api` of a function, before the API's defaults are applied.
///
/// @param apiId what `RestApiId` refers to; null for SAM's implicit API
record ApiEvent(
    String functionId,
    @Nullable String apiId,
    String method,
    Value path,
    @Nullable Value authorizer,
    @Nullable Value apiKeyRequired) {}
