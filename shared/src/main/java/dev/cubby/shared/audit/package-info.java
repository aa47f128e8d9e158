/// The audit trail: who did what with a user's data.
@NullMarked
package dev.cubby.shared.audit;

import org.jspecify.annotations.NullMarked;
