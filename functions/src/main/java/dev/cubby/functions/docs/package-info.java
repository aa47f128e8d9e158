/// The documentation: a page, the files it is made of, and the description that it shows.
@NullMarked
package dev.cubby.functions.docs;

import org.jspecify.annotations.NullMarked;
