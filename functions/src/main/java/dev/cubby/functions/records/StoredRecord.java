package dev.cubby.functions.records;

import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.version.Revision;

/// A record as it is stored.
record StoredRecord(String key, JsonText value, Revision revision) {}
