package dev.cubby.local.gateway;

/// Writes about each request as soon as its response is known, before the client has it.
interface RequestLog {

  /// Writes about `exchange`.
  ///
  /// @param latencyMillis from the request's arrival to its response
  void write(Exchange exchange, long latencyMillis);
}
