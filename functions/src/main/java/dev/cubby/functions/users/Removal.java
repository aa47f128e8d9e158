package dev.cubby.functions.users;

/// How the deletion of a user ended.
sealed interface Removal permits UserOutcome.Deleted, UserOutcome.Moved, UserOutcome.Absent {}
