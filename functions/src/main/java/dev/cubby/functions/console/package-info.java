/// The console: a page on which people look at their data and change it, and its files.
@NullMarked
package dev.cubby.functions.console;

import org.jspecify.annotations.NullMarked;
