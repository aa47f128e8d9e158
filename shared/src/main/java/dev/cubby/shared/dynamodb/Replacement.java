package dev.cubby.shared.dynamodb;

/// How a replace ended.
public sealed interface Replacement
    permits Outcome.Created, Outcome.Replaced, Outcome.Absent, Outcome.Changed {}
