package dev.cubby.local.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `GatewayResponses` entry.
///
/// @param statusCode null for the default status of the type
/// @param headers expressions by header name: a `'literal'`, `context.…`, `method.request.header.…`
/// @param templates body templates by media type
public record GatewayResponseDefinition(
    @Nullable Integer statusCode, Map<String, String> headers, Map<String, String> templates) {}
