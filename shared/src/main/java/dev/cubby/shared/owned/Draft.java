package dev.cubby.shared.owned;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A thing that a user stores at `time` under `id`, and its expiry; null for never.
public record Draft<T>(
    String userId, String id, T content, Instant time, @Nullable Instant expiresAt) {}
