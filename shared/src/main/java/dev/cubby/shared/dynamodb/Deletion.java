package dev.cubby.shared.dynamodb;

/// How a delete ended.
public sealed interface Deletion permits Outcome.Deleted, Outcome.Absent, Outcome.Changed {}
