package dev.cubby.functions.source;

import dev.cubby.shared.json.JsonText;
import java.time.Instant;

/// An event as stored.
record StoredEvent(String id, Instant eventTime, JsonText data) {}
