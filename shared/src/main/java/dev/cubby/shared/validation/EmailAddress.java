package dev.cubby.shared.validation;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Email;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// A public email address: RFC 5322's `addr-spec` with at most 64 characters before the `@`, at
/// most 254 in total (RFC 5321 §4.5.3.1), and a domain of at least two labels.
///
/// Bean Validation's `@Email` alone accepts an empty text and `a@b`. Null is valid.
@Documented
@Target({FIELD, PARAMETER, RECORD_COMPONENT, TYPE_USE})
@Retention(RUNTIME)
@Constraint(validatedBy = EmailAddress.Validator.class)
public @interface EmailAddress {

  String message() default "must be an email address";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /// Checks the length first: `@Email` throws on a long international domain, and the constraints
  /// of a composed one are evaluated in any order.
  final class Validator implements ConstraintValidator<EmailAddress, String> {

    private static final int MAX_LENGTH = 254;

    private record Mailbox(@Email(regexp = ".+@[^@.]++\\.[^@]++") String address) {}

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null
          || (text.codePointCount(0, text.length()) <= MAX_LENGTH
              && Validation.errors(new Mailbox(text)).isEmpty());
    }
  }
}
