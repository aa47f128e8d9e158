/// Bean Validation of request bodies. Hibernate Validator is known here only.
@NullMarked
package dev.cubby.shared.validation;

import org.jspecify.annotations.NullMarked;
