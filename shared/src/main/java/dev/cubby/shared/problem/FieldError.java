package dev.cubby.shared.problem;

/// One thing wrong with a request: the `field` of its body, parameter or header, and why.
public record FieldError(String field, String message) {}
