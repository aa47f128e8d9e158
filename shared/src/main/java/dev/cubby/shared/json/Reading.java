package dev.cubby.shared.json;

import dev.cubby.shared.problem.FieldError;
import java.util.List;

/// What could be read of a document, and an error for each field that could not and is null
/// therefore.
public record Reading<T>(T value, List<FieldError> errors) {}
