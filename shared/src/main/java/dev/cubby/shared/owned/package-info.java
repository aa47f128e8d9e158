/// Storage and endpoints of what users own, described by a [OwnedKind].
@NullMarked
package dev.cubby.shared.owned;

import org.jspecify.annotations.NullMarked;
