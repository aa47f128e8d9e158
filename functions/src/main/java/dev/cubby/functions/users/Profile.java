package dev.cubby.functions.users;

import org.jspecify.annotations.Nullable;

/// What a user is known by. No two users have the same [EmailIdentity].
record Profile(String name, String email, @Nullable Integer age) {}
