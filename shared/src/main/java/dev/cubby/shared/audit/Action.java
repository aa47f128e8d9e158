package dev.cubby.shared.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an API key did with the data of `userId`. It contains the id of the key, never the key.
///
/// @param name the source that the action concerns; empty for all data of the user
/// @param by the user of the key, null for `userId`
public record Action(
    String id,
    String userId,
    String name,
    String keyId,
    @Nullable String by,
    String what,
    Instant time) {}
