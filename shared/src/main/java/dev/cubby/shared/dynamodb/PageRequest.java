package dev.cubby.shared.dynamodb;

import org.jspecify.annotations.Nullable;

/// A request for at most `limit` things after `position`; null starts at the beginning.
public record PageRequest(int limit, boolean ascending, @Nullable String position) {}
