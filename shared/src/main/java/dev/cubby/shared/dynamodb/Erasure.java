package dev.cubby.shared.dynamodb;

/// How far an [Eraser] came: how many items it deleted, and whether nothing was left then.
public record Erasure(long deleted, boolean isComplete) {}
