/// Case folding and digests of text.
@NullMarked
package dev.cubby.shared.text;

import org.jspecify.annotations.NullMarked;
