package dev.cubby.local.faults;

import dev.cubby.local.http.AwsRequest;
import java.io.IOException;

/// DynamoDB, or one of its limits in front of an emulator that does not have it.
interface Service extends AutoCloseable {

  /// Sends `call` to the service.
  ///
  /// @throws IOException if it cannot be reached
  AwsResponse carryOut(AwsRequest call) throws IOException, InterruptedException;

  @Override
  default void close() {}
}
