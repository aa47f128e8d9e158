/// Items: a name and a description under an id that the API makes.
@NullMarked
package dev.cubby.functions.items;

import org.jspecify.annotations.NullMarked;
