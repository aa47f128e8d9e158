/// Users: the people and programs whose data the API keeps.
@NullMarked
package dev.cubby.functions.users;

import org.jspecify.annotations.NullMarked;
