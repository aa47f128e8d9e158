package dev.cubby.local.template.reader;

import dev.cubby.local.template.TemplateException;
import dev.cubby.local.template.ThrottleDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the throttles of usage plans and of the methods of a stage.
final class ThrottleReader {

  private static final String EVERY_PATH = "/*";
  private static final String EVERY_METHOD = "*";

  private static final Set<String> METHOD_SETTING =
      Set.of(
          "CacheDataEncrypted",
          "CacheTtlInSeconds",
          "CachingEnabled",
          "DataTraceEnabled",
          "HttpMethod",
          "LoggingLevel",
          "MetricsEnabled",
          "ResourcePath",
          "ThrottlingBurstLimit",
          "ThrottlingRateLimit");

  private ThrottleReader() {}

  /// A usage plan's throttle. API Gateway does not document what half of one means.
  static ThrottleDefinition throttle(Value throttle) {
    var mapping = throttle.mapping();
    mapping.checkNames(Set.of("BurstLimit", "RateLimit"));
    return new ThrottleDefinition(
        number(mapping.required("RateLimit")), mapping.required("BurstLimit").integer());
  }

  /// The throttles of a stage's methods, by path and method as in `/pets/{id}/GET`; `/*/*` applies
  /// to methods without their own. A limit that is absent or -1 is the account's.
  static Map<String, ThrottleDefinition> methodSettings(List<Value> settings) {
    var throttles = new HashMap<String, ThrottleDefinition>();
    for (var item : settings) {
      var setting = item.mapping();
      setting.checkNames(METHOD_SETTING);
      if (setting.has("ThrottlingRateLimit") || setting.has("ThrottlingBurstLimit")) {
        var method = setting.required("HttpMethod").text();
        var path = setting.required("ResourcePath").text();
        if (path.equals(EVERY_PATH) != method.equals(EVERY_METHOD)) {
          throw item.refused("local runs method settings of one method, or of /* and *");
        }
        throttles.put(decoded(path) + "/" + method, methodThrottle(setting));
      }
    }
    return throttles;
  }

  private static ThrottleDefinition methodThrottle(Value.Mapping setting) {
    var rate = setting.get("ThrottlingRateLimit");
    int burst = setting.integer("ThrottlingBurstLimit", -1);
    return new ThrottleDefinition(
        rate == null || rate.text().equals("-1")
            ? ThrottleDefinition.ACCOUNT.rateLimit()
            : number(rate),
        burst == -1 ? ThrottleDefinition.ACCOUNT.burstLimit() : burst);
  }

  /// A stage spells `/pets/{id}` as `/~1pets~1{id}`.
  private static String decoded(String path) {
    return path.startsWith("/~1") ? path.substring(1).replace("~1", "/") : path;
  }

  private static double number(Value value) {
    try {
      double number = Double.parseDouble(value.text());
      if (number >= 0 && Double.isFinite(number)) {
        return number;
      }
      throw value.refused("expected a number of at least 0, not " + value.text());
    } catch (NumberFormatException e) {
      throw new TemplateException(value.line(), "expected a number, not " + value.text(), e);
    }
  }
}
