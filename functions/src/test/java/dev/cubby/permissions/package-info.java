/// What the policies of template.yaml allow, held against the calls of the functions.
@NullMarked
package dev.cubby.permissions;

import org.jspecify.annotations.NullMarked;
