/// The table: reads, pages, and versioned writes. The AWS SDK is known here, and to the classes
/// that map a resource's items.
@NullMarked
package dev.cubby.shared.dynamodb;

import org.jspecify.annotations.NullMarked;
