package dev.cubby.shared.dynamodb;

import org.jspecify.annotations.Nullable;

/// Which page of a list: at most `limit` things after `position`, from the start where that is
/// null.
public record PageRequest(int limit, boolean ascending, @Nullable String position) {}
