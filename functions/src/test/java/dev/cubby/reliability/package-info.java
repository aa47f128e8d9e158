/// Properties that hold whatever goes wrong between functions and DynamoDB, for all resources.
@NullMarked
package dev.cubby.reliability;

import org.jspecify.annotations.NullMarked;
