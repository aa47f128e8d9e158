/// Bean Validation of request bodies. Only this package uses Hibernate Validator directly.
@NullMarked
package dev.cubby.shared.validation;

import org.jspecify.annotations.NullMarked;
