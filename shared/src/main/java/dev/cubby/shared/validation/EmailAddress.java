package dev.cubby.shared.validation;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Email;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// A public email address: RFC 5322's `addr-spec` with at most 64 characters before the `@`, at
/// most 254 in total (RFC 5321 §4.5.3.1), and a domain of at least two labels.
///
/// Bean Validation's `@Email` alone accepts an empty text and `a@b`. Null is valid.
@Documented
@Target({FIELD, PARAMETER, RECORD_COMPONENT, TYPE_USE})
@Retention(RUNTIME)
@Constraint(validatedBy = {})
@Email(regexp = ".+@[^@]+\\.[^@]+") @CodePointLength(max = 254)
@ReportAsSingleViolation
public @interface EmailAddress {

  String message() default "must be an email address";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
