/// The documentation page, its files, and the OpenAPI description that it shows.
@NullMarked
package dev.cubby.functions.docs;

import org.jspecify.annotations.NullMarked;
