package dev.cubby.functions.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key that is to be made.
record Draft(
    String hash, String userId, String keyId, Settings settings, @Nullable Instant expiresAt) {}
