package dev.cubby.local.template;

import org.jspecify.annotations.Nullable;

/// What preflights are answered with: SAM's `Cors`, without the quotes that API Gateway puts around
/// literals. Null where the template says nothing.
public record CorsDefinition(
    String allowOrigin,
    @Nullable String allowMethods,
    @Nullable String allowHeaders,
    @Nullable String maxAge,
    boolean allowCredentials,
    @Nullable String authorizer,
    boolean apiKeyRequired) {}
