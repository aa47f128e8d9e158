package dev.cubby.functions.source;

import java.time.Instant;

/// A write to a source or a query of it: `what` is `write_raw` or the query's type. It contains the
/// id of the API key, never the key.
record Action(
    String id, Source source, String keyId, String what, Instant time, Instant expiresAt) {}
