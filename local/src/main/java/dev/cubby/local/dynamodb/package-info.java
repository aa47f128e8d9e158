/// DynamoDB Local in this process, and the template's tables in it.
@NullMarked
package dev.cubby.local.dynamodb;

import org.jspecify.annotations.NullMarked;
