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
/// @param controlPlaneQuotas whether the control plane refuses calls above the rates of API
///   Gateway's
/// @param faultProxy whether functions reach DynamoDB through a [FaultProxy]
public record Emulation(
    boolean strict,
    boolean accessLog,
    Patience patience,
    boolean controlPlaneQuotas,
    boolean faultProxy) {

  static Emulation usual() {
    return new Emulation(false, false, Patience.ofApiGateway(), false, false);
  }

  Emulation withStrict(boolean strict) {
    return new Emulation(strict, accessLog, patience, controlPlaneQuotas, faultProxy);
  }

  Emulation withAccessLog(boolean accessLog) {
    return new Emulation(strict, accessLog, patience, controlPlaneQuotas, faultProxy);
  }

  Emulation withPatience(Patience patience) {
    return new Emulation(strict, accessLog, patience, controlPlaneQuotas, faultProxy);
  }

  Emulation withControlPlaneQuotas() {
    return new Emulation(strict, accessLog, patience, true, faultProxy);
  }

  Emulation withFaultProxy() {
    return new Emulation(strict, accessLog, patience, controlPlaneQuotas, true);
  }
}
