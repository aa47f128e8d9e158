package dev.cubby.local;

import static java.util.stream.Collectors.joining;

import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.local.gateway.RequestLogFormat;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the user asks for.
final class CommandLine {

  private static final List<Flag> FLAGS =
      List.of(
          new Flag(
              "--template FILE",
              "the SAM template (default: template.yaml)",
              (line, value) -> line.options = line.options.withTemplate(Path.of(value))),
          new Flag(
              "--name NAME",
              "what to call the API when it is ready (default: the template's folder)",
              (line, value) -> line.name = value),
          new Flag(
              "--host ADDRESS",
              "listen on this address (default: 127.0.0.1)",
              (line, value) -> line.options = line.options.withHost(value)),
          new Flag(
              "--port N",
              "listen on this port, 0 for any free one (default: 3000)",
              (line, value) -> line.options = line.options.withPort(port(value))),
          new Flag(
              "--stage NAME",
              "serve every path under /NAME",
              (line, value) -> line.options = line.options.withStage(stage(value))),
          new Flag(
              "--data DIR",
              "keep tables and API keys in DIR between runs",
              (line, value) -> line.options = line.options.withData(Path.of(value))),
          new Flag(
              "--dynamodb-endpoint URL",
              "use the DynamoDB at URL (default: an embedded one)",
              (line, value) -> line.options = line.options.withDynamoDbEndpoint(endpoint(value))),
          new Flag(
              "--parameter NAME=VALUE",
              "set a parameter of the template; may be repeated",
              (line, value) ->
                  assign(
                      value,
                      (name, text) -> line.options = line.options.withParameter(name, text))),
          new Flag(
              "--invoke FUNCTION",
              "invoke this function first, and print the members of its result",
              (line, value) -> line.function = value),
          new Flag(
              "--event FILE",
              "the event of --invoke (default: {})",
              (line, value) -> line.event = Path.of(value)),
          new Flag(
              "--result FILE",
              "write the result of --invoke to FILE, which only its owner can read",
              (line, value) -> line.result = Path.of(value)),
          new Flag(
              "--link LABEL=PATH",
              "print the URL of PATH when the API is ready; may be repeated",
              (line, value) -> assign(value, line.links::put)),
          new Flag(
              "--strict",
              "give each concurrent request a function instance of its own",
              (line, _) -> line.options = line.options.withStrict()),
          new Flag(
              "--access-log",
              "print requests in the format of the template's AccessLogSetting",
              (line, _) -> line.accessLog = true),
          new Flag(
              "--json-logs",
              "print what functions print, unchanged, and no line per request",
              (line, _) -> line.jsonLogs = true),
          new Flag(
              "--color", "print the status of requests in color", (line, _) -> line.color = true),
          new Flag(
              "--faults SEED[:PERCENT]",
              "make PERCENT of the calls to DynamoDB fail (default: 20), as SEED determines",
              (line, value) -> {
                line.faults = faults(value);
                line.options = line.options.withFaultProxy();
              }),
          new Flag(
              "--control-plane-quotas",
              "throttle the control plane at API Gateway's rates",
              (line, _) -> line.options = line.options.withControlPlaneQuotas()),
          new Flag("--help", "print this help", (line, _) -> line.help = true));

  private static final int MAX_PORT = 65_535;
  private static final int DEFAULT_PERCENT = 20;
  private static final Pattern FAULTS =
      Pattern.compile("(?<seed>-?[0-9]{1,18})(:(?<percent>100|[0-9]{1,2}))?");

  private Options options =
      Options.of(Path.of("template.yaml")).withPort(3000).withTemporaryFiles();
  final Map<String, String> links = new LinkedHashMap<>();
  @Nullable FaultSchedule faults;
  boolean help;
  boolean jsonLogs;
  private boolean accessLog;
  private boolean color;
  private @Nullable String name;
  private @Nullable String function;
  private @Nullable Path event;
  private @Nullable Path result;

  private CommandLine() {}

  /// Reads the arguments.
  ///
  /// @throws CommandLineException if an option is unknown, or a value is missing or wrong
  static CommandLine parse(List<String> arguments) throws CommandLineException {
    var commandLine = new CommandLine();
    var rest = new ArrayDeque<>(arguments);
    for (var name = rest.poll(); name != null; name = rest.poll()) {
      var flag = flag(name);
      var value = flag.takesValue() ? rest.poll() : "";
      if (value == null || (flag.takesValue() && value.isEmpty())) {
        throw new CommandLineException(name + " needs a value");
      }
      try {
        flag.action.apply(commandLine, value);
      } catch (IllegalArgumentException e) {
        throw new CommandLineException(name + " must be " + e.getMessage() + ", not " + value);
      }
    }
    return commandLine;
  }

  private static Flag flag(String name) throws CommandLineException {
    for (var flag : FLAGS) {
      if (flag.name().equals(name)) {
        return flag;
      }
    }
    throw new CommandLineException("There is no option " + name);
  }

  static String usage() {
    return FLAGS.stream()
        .map(flag -> "  %-25s  %s\n".formatted(flag.synopsis, flag.description))
        .collect(joining("", "Usage: java -jar local.jar [OPTION ...]\n\n", ""));
  }

  Options options() {
    if (accessLog) {
      return options.withRequestLog(RequestLogFormat.ACCESS);
    }
    if (jsonLogs) {
      return options;
    }
    return options.withRequestLog(color ? RequestLogFormat.COLORED : RequestLogFormat.READABLE);
  }

  /// What the API is called in the line that says that it is ready.
  String name() {
    if (name != null) {
      return name;
    }
    var folder = options.template.toAbsolutePath().normalize().getParent();
    return folder == null ? "API" : String.valueOf(folder.getFileName());
  }

  /// What to invoke before the API is ready; null for nothing.
  @Nullable StartInvocation invocation() {
    return function == null ? null : new StartInvocation(function, event, result);
  }

  private static void assign(String assignment, BiConsumer<String, String> target) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("a name, = and a value");
    }
    target.accept(assignment.substring(0, equals), assignment.substring(equals + 1));
  }

  private static FaultSchedule faults(String text) {
    var parts = FAULTS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("an integer, optionally followed by : and a percentage");
    }
    var percent = parts.group("percent");
    return FaultSchedule.seeded(
        Long.parseLong(parts.group("seed")),
        percent == null ? DEFAULT_PERCENT : Integer.parseInt(percent));
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MAX_PORT) {
      throw new IllegalArgumentException("a number from 0 to " + MAX_PORT);
    }
    return Integer.parseInt(text);
  }

  private static String stage(String name) {
    if (!name.matches("[A-Za-z0-9_-]{1,128}")) {
      throw new IllegalArgumentException("letters, digits, _ and -");
    }
    return name;
  }

  private static URI endpoint(String text) {
    try {
      var endpoint = new URI(text);
      if (List.of("http", "https").contains(String.valueOf(endpoint.getScheme()))
          && endpoint.getHost() != null) {
        return endpoint;
      }
    } catch (URISyntaxException e) {
      // Not a URL.
    }
    throw new IllegalArgumentException("an http or https URL");
  }

  /// One option: its name with its argument, if it takes one, what it means and what it does.
  private record Flag(String synopsis, String description, Action action) {

    String name() {
      return synopsis.split(" ", 2)[0];
    }

    boolean takesValue() {
      return synopsis.contains(" ");
    }
  }

  private interface Action {
    /// @throws IllegalArgumentException if `value` is not what its message says
    void apply(CommandLine line, String value);
  }
}
