package dev.cubby.functions.notes;

import dev.cubby.shared.version.Revision;

/// A note as stored. What it does not have is the empty text.
record Note(String id, String title, String content, Revision revision) {}
