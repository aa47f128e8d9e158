package dev.cubby.functions.users;

import org.jspecify.annotations.Nullable;

/// The profile of a user. No two users have the same email address, regardless of case.
record Profile(String name, String email, @Nullable Integer age) {}
