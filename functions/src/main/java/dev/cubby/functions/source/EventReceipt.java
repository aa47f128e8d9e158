package dev.cubby.functions.source;

import java.time.Instant;

/// What the answer to a write tells of the event that was stored.
record EventReceipt(String id, Instant eventTime) {}
