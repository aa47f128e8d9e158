package dev.cubby.shared.json;

import dev.cubby.shared.problem.FieldError;
import java.util.List;

/// The readable part of a document, and an error for each unreadable field, which is null in
/// `value`.
public record Reading<T>(T value, List<FieldError> errors) {}
