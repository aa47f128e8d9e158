/// The table: reads, pages and versioned writes. Only this package and the resources' mappings use
/// the AWS SDK's DynamoDB types.
@NullMarked
package dev.cubby.shared.dynamodb;

import org.jspecify.annotations.NullMarked;
