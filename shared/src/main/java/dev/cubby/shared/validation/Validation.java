package dev.cubby.shared.validation;

import dev.cubby.shared.problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.regex.Pattern;
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

  private static final Pattern ELEMENT = Pattern.compile("\\.<[^>]*>$");

  private Validation() {}

  /// Returns an error for each constraint that `body` violates.
  public static List<FieldError> errors(Object body) {
    return VALIDATOR.validate(body).stream()
        .map(violation -> new FieldError(path(violation), violation.getMessage()))
        .toList();
  }

  // Members of a list are called roles[0].<list element>.
  private static String path(ConstraintViolation<?> violation) {
    return ELEMENT.matcher(violation.getPropertyPath().toString()).replaceAll("");
  }
}
