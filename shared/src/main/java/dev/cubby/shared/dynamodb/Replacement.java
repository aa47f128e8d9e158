package dev.cubby.shared.dynamodb;

/// How a replace ended.
public sealed interface Replacement permits Outcome.Created, Update {}
