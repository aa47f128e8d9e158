package dev.cubby.functions.items;

import dev.cubby.shared.version.Revision;

/// An item as stored.
record Item(String id, Body body, Revision revision) {}
