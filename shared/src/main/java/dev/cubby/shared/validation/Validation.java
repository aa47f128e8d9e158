package dev.cubby.shared.validation;

import dev.cubby.shared.problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/// Checks request bodies against their constraint annotations.
public final class Validation {

  // Loggers are weakly held, and lose their level with the last reference.
  private static final Logger VERSION_LOGGER =
      Logger.getLogger("org.hibernate.validator.internal.util.Version");

  static {
    // Hibernate Validator logs its version when it loads.
    VERSION_LOGGER.setLevel(Level.WARNING);
  }

  // ParameterMessageInterpolator avoids Expression Language and its start-up time.
  private static final Validator VALIDATOR =
      jakarta.validation.Validation.byProvider(HibernateValidator.class)
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  private static final Pattern ELEMENT = Pattern.compile("\\.<[^<>]*+>$");

  private Validation() {}

  /// Returns an error for each violated constraint of `body`.
  public static List<FieldError> errors(Object body) {
    return VALIDATOR.validate(body).stream()
        .map(violation -> new FieldError(path(violation), violation.getMessage()))
        .toList();
  }

  // Hibernate Validator names elements of lists roles[0].<list element>.
  private static String path(ConstraintViolation<?> violation) {
    return ELEMENT.matcher(violation.getPropertyPath().toString()).replaceAll("");
  }
}
