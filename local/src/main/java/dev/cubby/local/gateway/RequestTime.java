package dev.cubby.local.gateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The common log format of times that API Gateway uses: `21/Nov/2026:06:10:36 +0000`.
final class RequestTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private RequestTime() {}

  static String format(Instant time) {
    return FORMAT.format(time);
  }
}
