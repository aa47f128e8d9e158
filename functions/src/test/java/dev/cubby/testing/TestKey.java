package dev.cubby.testing;

import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.auth.Caller;

/// An API key of a test, and who calls with it.
public record TestKey(ApiKey key, Caller caller) {}
