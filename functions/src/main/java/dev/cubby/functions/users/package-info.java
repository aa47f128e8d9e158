/// Users: the people and programs whose data the API stores.
@NullMarked
package dev.cubby.functions.users;

import org.jspecify.annotations.NullMarked;
