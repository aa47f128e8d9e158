package dev.cubby.functions.source;

import java.time.Instant;

/// Who did what with a source, when: `what` is `write_raw`, or the type that was asked for. It
/// never holds a key, only its id.
record Action(
    String id, Source source, String keyId, String what, Instant time, Instant expiresAt) {}
