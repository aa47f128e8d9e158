package dev.cubby.local;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/// System properties that whoever starts this process may set for all Java programs
/// (`JAVA_TOOL_OPTIONS`), and which reach the functions in it.
final class SystemSettings {

  private static final String LOOPBACK = "localhost|127.*|[::1]";

  private SystemSettings() {}

  /// Keeps functions from asking a proxy for what runs on this machine, removes the AWS SDK's
  /// settings, which would take precedence over the functions' environment, and sets the time zone
  /// to UTC and the locale to en_US, as Lambda does ("Using Lambda environment variables").
  /// DynamoDB Local writes numbers into its SQL with the digits of the locale.
  static void keepFromFunctions() {
    TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
    Locale.setDefault(Locale.US);
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("aws."));
    for (var name : List.of("http.nonProxyHosts", "socksNonProxyHosts")) {
      var hosts = System.getProperty(name, "");
      System.setProperty(name, hosts.isEmpty() ? LOOPBACK : hosts + "|" + LOOPBACK);
    }
  }
}
