package dev.cubby.shared.dynamodb;

/// How a create ended.
public sealed interface Creation permits Outcome.Created, Outcome.Exists {}
