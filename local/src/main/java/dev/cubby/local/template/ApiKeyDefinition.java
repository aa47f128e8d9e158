package dev.cubby.local.template;

import org.jspecify.annotations.Nullable;

/// An API key of the template.
///
/// @param id the value of `Ref`: the logical id
/// @param value null to generate one
public record ApiKeyDefinition(
    String id,
    String name,
    @Nullable String value,
    @Nullable String description,
    @Nullable String customerId,
    boolean enabled) {}
