package dev.cubby.local.template;

import org.jspecify.annotations.Nullable;

/// A method of a resource of the API.
///
/// @param method in capitals, or `ANY`
/// @param path as in the template: `/orders/{id}`, `/files/{path+}`
/// @param authorizer the name of the authorizer; null where there is none
public record RouteDefinition(
    String method,
    String path,
    String functionId,
    @Nullable String authorizer,
    boolean apiKeyRequired) {}
