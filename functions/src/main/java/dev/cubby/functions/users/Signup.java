package dev.cubby.functions.users;

/// How the creation of a user ended.
sealed interface Signup permits UserOutcome.Created, UserOutcome.EmailTaken {}
