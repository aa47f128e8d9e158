package dev.cubby.shared.problem;

import org.jspecify.annotations.Nullable;

/// Why the operation `index` of a batch failed: the `status` that the single request returns (404,
/// 409 or 412) and the current `ETag` of the thing, null if it does not exist.
public record OperationFailure(int index, int status, @Nullable String etag) {}
