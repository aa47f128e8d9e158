/// Changing a part of a JSON value: JSON Merge Patch (RFC 7396) and JSON Patch (RFC 6902). What a
/// patch does not touch keeps its text.
@NullMarked
package dev.cubby.shared.json.patch;

import org.jspecify.annotations.NullMarked;
