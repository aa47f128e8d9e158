package dev.cubby.local.template;

/// An event of a function that is no route.
///
/// @param name its name among the function's events
record SourceEvent(
    FunctionDefinition function, String name, Value type, Value.Mapping properties) {}
