package dev.cubby.shared.owned;

import dev.cubby.shared.version.ETag;

/// How the import of a thing ended, and the tag of what is there now.
record Restored(LineResult.Outcome outcome, ETag tag) {}
