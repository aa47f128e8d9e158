package dev.cubby.functions.users;

import dev.cubby.shared.version.Revision;

/// A user as stored.
record User(String userId, Profile profile, Revision revision) {}
