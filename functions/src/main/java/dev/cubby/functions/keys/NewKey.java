package dev.cubby.functions.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key to create.
record NewKey(
    String hash, String userId, String keyId, Settings settings, @Nullable Instant expiresAt) {}
