package dev.cubby.shared.http;

/// The body of a package, which is none that a function of the API takes.
record Body(int other) {}
