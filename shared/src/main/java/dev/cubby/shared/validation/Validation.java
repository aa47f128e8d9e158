package dev.cubby.shared.validation;

import static java.util.Comparator.comparing;

import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import jakarta.validation.Validator;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/// Checks request bodies against their constraint annotations.
public final class Validation {

  // ParameterMessageInterpolator keeps Expression Language, and its start-up cost, off the class
  // path.
  private static final Validator VALIDATOR =
      jakarta.validation.Validation.byProvider(HibernateValidator.class)
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  private Validation() {}

  /// Returns `body` if it is valid.
  ///
  /// @throws ProblemException naming every invalid field, ordered by name
  public static <T> T valid(T body) {
    var violations = VALIDATOR.validate(body);
    if (violations.isEmpty()) {
      return body;
    }
    throw new ProblemException(
        new InvalidRequest(
            violations.stream()
                .map(v -> new FieldError(v.getPropertyPath().toString(), v.getMessage()))
                .sorted(comparing(FieldError::field).thenComparing(FieldError::message))
                .toList()));
  }
}
