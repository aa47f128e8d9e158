/// Storage and endpoints of what users own, described by an [OwnedKind].
@NullMarked
package dev.cubby.shared.owned;

import org.jspecify.annotations.NullMarked;
