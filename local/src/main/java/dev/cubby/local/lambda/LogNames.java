package dev.cubby.local.lambda;

import dev.cubby.local.template.FunctionDefinition;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The names that CloudWatch would give a function's log.
record LogNames(String group, String stream) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  static LogNames of(FunctionDefinition function) {
    return new LogNames(
        "/aws/lambda/" + function.name(),
        DAY.format(LocalDate.now(ZoneOffset.UTC)) + "/[" + function.version() + "]local");
  }
}
