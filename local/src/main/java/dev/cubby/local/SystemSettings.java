package dev.cubby.local;

import java.util.List;

/// System properties that whoever starts this process may set for all Java programs
/// (`JAVA_TOOL_OPTIONS`), and which reach the functions in it.
final class SystemSettings {

  private static final String LOOPBACK = "localhost|127.*|[::1]";

  private SystemSettings() {}

  /// Keeps functions from asking a proxy for what runs on this machine, and removes the AWS SDK's
  /// settings, which would take precedence over the functions' environment.
  static void keepFromFunctions() {
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("aws."));
    for (var name : List.of("http.nonProxyHosts", "socksNonProxyHosts")) {
      var hosts = System.getProperty(name, "");
      System.setProperty(name, hosts.isEmpty() ? LOOPBACK : hosts + "|" + LOOPBACK);
    }
  }
}
