package dev.cubby.local;

import dev.cubby.local.gateway.Patience;

/// How AWS is imitated where there is a choice.
///
/// @param strict whether each of the invocations under way at once has an execution environment of
///   its own, with its own static fields, as on AWS. Otherwise a function's invocations share one,
///   which takes far less memory
/// @param accessLog whether every request is a line on standard output, in the format of the
///   template's `AccessLogSetting`
/// @param patience how long the gateway waits for functions
public record Emulation(boolean strict, boolean accessLog, Patience patience) {

  static Emulation usual() {
    return new Emulation(false, false, Patience.ofApiGateway());
  }
}
