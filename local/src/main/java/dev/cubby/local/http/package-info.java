/// HTTP servers for what runs on this machine only.
@NullMarked
package dev.cubby.local.http;

import org.jspecify.annotations.NullMarked;
