package dev.cubby.functions.users;

import dev.cubby.shared.version.Revision;
import dev.cubby.shared.version.Versioned;

/// A user as stored.
record User(String userId, Profile profile, Revision revision) implements Versioned {}
