package dev.cubby.shared.problem;

/// An invalid `field` (of the body, a parameter or a header) and the rule that it violates.
public record FieldError(String field, String message) {}
