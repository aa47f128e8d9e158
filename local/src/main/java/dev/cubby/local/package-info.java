/// Runs a Java SAM project on one JVM, from its template: API Gateway, Lambda and DynamoDB, without
/// Docker or AWS.
@NullMarked
package dev.cubby.local;

import org.jspecify.annotations.NullMarked;
