package dev.cubby.local.gateway;

import dev.cubby.local.template.ApiDefinition;
import java.io.PrintStream;
import java.time.ZoneId;

/// What standard output says about each request.
public enum RequestLogFormat {
  /// Nothing.
  NONE,

  /// A line in the format of the template's `AccessLogSetting`.
  ACCESS,

  /// A line for people.
  READABLE,

  /// The same, with the status in color.
  COLORED;

  RequestLog log(ApiDefinition api, StageIdentity stage, PrintStream out, ZoneId zone) {
    return switch (this) {
      case NONE -> (_, _) -> {};
      case ACCESS -> new AccessLog(api.accessLogFormat(), stage, out);
      case READABLE -> new ReadableLog(out, zone, false);
      case COLORED -> new ReadableLog(out, zone, true);
    };
  }
}
