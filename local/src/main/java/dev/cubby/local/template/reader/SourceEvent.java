package dev.cubby.local.template.reader;

import dev.cubby.local.template.FunctionDefinition;

/// An event of a function that is not a route.
///
/// @param name its name among the function's events
record SourceEvent(
    FunctionDefinition function, String name, Value type, Value.Mapping properties) {}
