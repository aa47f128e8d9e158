package dev.cubby.shared.owned;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a user wants to store at `time` under `id`, and when it expires; null for never.
record Draft<T>(String userId, String id, T content, Instant time, @Nullable Instant expiresAt) {}
