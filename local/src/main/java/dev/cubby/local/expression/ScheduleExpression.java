package dev.cubby.local.expression;

import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A recurring or one-time schedule: `rate(5 minutes)`, `cron(0 12 * * ? *)` or
/// `at(2030-01-31T12:00:00)`. See
/// <https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html>.
public sealed interface ScheduleExpression {

  /// The first time after `instant`, or null if there is none. The first time of a rate is one
  /// period after `instant`.
  @Nullable Instant next(Instant instant);

  /// The schedule written as `text`. The times of `cron` and `at` are those of `zone`.
  ///
  /// @throws IllegalArgumentException if it is invalid; the message is one line
  static ScheduleExpression of(String text, ZoneId zone) {
    int open = text.indexOf('(');
    if (open < 0 || !text.endsWith(")")) {
      throw new IllegalArgumentException("there is no schedule " + text);
    }
    var argument = text.substring(open + 1, text.length() - 1);
    return switch (text.substring(0, open)) {
      case "rate" -> Rate.of(argument);
      case "cron" -> Cron.of(argument, zone);
      case "at" -> Once.of(argument, zone);
      default -> throw new IllegalArgumentException("there is no schedule " + text);
    };
  }

  /// Every `period`, at least a minute.
  record Rate(Duration period) implements ScheduleExpression {

    private static final Pattern ARGUMENT =
        Pattern.compile("([1-9][0-9]{0,8})\\s+(minute|hour|day)s?");

    private static Rate of(String argument) {
      var matcher = ARGUMENT.matcher(argument.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "rate(" + argument + ") is not a number of minutes, hours or days");
      }
      long count = Long.parseLong(matcher.group(1));
      return new Rate(
          switch (matcher.group(2)) {
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          });
    }

    @Override
    public Instant next(Instant instant) {
      return instant.plus(period);
    }
  }

  /// The times of a cron expression with six fields (minutes, hours, day of month, month, day of
  /// week, year) in `zone`.
  record Cron(ExecutionTime times, ZoneId zone) implements ScheduleExpression {

    private static final CronDefinition DEFINITION =
        CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .supportsL()
            .supportsW()
            .supportsQuestionMark()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsL()
            .supportsHash()
            .supportsQuestionMark()
            .and()
            .withYear()
            .withValidRange(1970, 2199)
            .and()
            .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
            .instance();

    private static Cron of(String argument, ZoneId zone) {
      try {
        return new Cron(
            ExecutionTime.forCron(new CronParser(DEFINITION).parse(argument).validate()), zone);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "cron(" + argument + "): " + String.valueOf(e.getMessage()).replace('\n', ' '), e);
      }
    }

    @Override
    public @Nullable Instant next(Instant instant) {
      return times.nextExecution(instant.atZone(zone)).map(time -> time.toInstant()).orElse(null);
    }
  }

  /// One time.
  record Once(Instant time) implements ScheduleExpression {

    private static Once of(String argument, ZoneId zone) {
      try {
        return new Once(LocalDateTime.parse(argument).atZone(zone).toInstant());
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(
            "at(" + argument + ") is not a time like 2030-01-31T12:00:00", e);
      }
    }

    @Override
    public @Nullable Instant next(Instant instant) {
      return time.isAfter(instant) ? time : null;
    }
  }
}
