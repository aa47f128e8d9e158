package dev.cubby.shared.dynamodb;

/// How a replace ended that creates nothing.
public sealed interface Update extends Replacement
    permits Outcome.Replaced, Outcome.Absent, Outcome.Changed {}
