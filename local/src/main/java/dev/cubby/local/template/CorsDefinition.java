package dev.cubby.local.template;

import org.jspecify.annotations.Nullable;

/// The headers of preflight responses: SAM's `Cors`, without the quotes around literals. Null where
/// the template sets nothing.
public record CorsDefinition(
    String allowOrigin,
    @Nullable String allowMethods,
    @Nullable String allowHeaders,
    @Nullable String maxAge,
    boolean allowCredentials,
    @Nullable String authorizer,
    boolean apiKeyRequired) {}
