/// What users own: one mechanism for storing it and serving it, told by a [Schema].
@NullMarked
package dev.cubby.shared.owned;

import org.jspecify.annotations.NullMarked;
