package dev.cubby.functions.users;

/// How a change of a user ended.
sealed interface ProfileChange
    permits UserOutcome.Updated, UserOutcome.EmailTaken, UserOutcome.Moved, UserOutcome.Absent {}
