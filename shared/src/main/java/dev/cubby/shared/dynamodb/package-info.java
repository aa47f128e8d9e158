/// The table: reads, pages, and versioned writes. The AWS SDK is known here only.
@NullMarked
package dev.cubby.shared.dynamodb;

import org.jspecify.annotations.NullMarked;
