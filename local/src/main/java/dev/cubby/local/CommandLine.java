package dev.cubby.local;

import dev.cubby.local.faults.FaultSchedule;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the user asked for.
///
/// @param name the first word of the line that says that the API is ready
/// @param adminKey what the bootstrap function is given; null for nothing
/// @param faults what goes wrong with the calls of functions to DynamoDB once the API is ready;
///   null for nothing
/// @param bootstrap the logical id of a function to invoke before the API is ready; null for none
record CommandLine(
    Options options,
    String name,
    @Nullable String adminKey,
    @Nullable FaultSchedule faults,
    @Nullable String bootstrap,
    boolean help) {

  static final String USAGE =
      """
      Usage: java -cp local.jar:lib/* dev.cubby.local.Main --template FILE [options]

        --template FILE            the SAM template
        --name NAME                what the API is called when it is ready; the template's folder otherwise
        --host ADDRESS             where to listen, 127.0.0.1 otherwise
        --port N                   where to listen, 3000 otherwise, 0 for any free port (or CUBBY_PORT)
        --stage NAME               serve everything under /NAME
        --data DIR                 keep tables and API keys in DIR; they are in memory otherwise
        --dynamodb-endpoint URL    use a running DynamoDB
        --admin-key KEY            what the bootstrap function is given (or CUBBY_ADMIN_KEY)
        --bootstrap FUNCTION       invoke this function first and print what it returns
        --parameter NAME=VALUE     a parameter of the template; may be repeated
        --strict                   give each of the requests at once a function instance of its own
        --access-log               print a line per request, as the template's AccessLogSetting says
        --faults SEED[:PERCENT]    make PERCENT of the calls to DynamoDB fail, 20 otherwise, as SEED says
        --control-plane-quotas     refuse calls of the control plane above API Gateway's rates
        --help                     print this
      """;

  private static final int DEFAULT_PORT = 3000;
  private static final int MAX_PORT = 65_535;
  private static final int DEFAULT_PERCENT = 20;
  private static final Pattern FAULTS =
      Pattern.compile("(?<seed>-?[0-9]{1,18})(:(?<percent>100|[0-9]{1,2}))?");

  /// Reads the arguments. A flag goes before the environment.
  ///
  /// @throws UsageException if an option is unknown, or a value is missing or wrong
  static CommandLine parse(List<String> arguments, Map<String, String> environment)
      throws UsageException {
    var port = environment.get("CUBBY_PORT");
    var commandLine =
        new CommandLine(
            Options.of(Path.of(""))
                .withPort(port == null ? DEFAULT_PORT : port("CUBBY_PORT", port)),
            "",
            environment.get("CUBBY_ADMIN_KEY"),
            null,
            null,
            false);
    Queue<String> rest = new ArrayDeque<>(arguments);
    for (var option = rest.poll(); option != null; option = rest.poll()) {
      commandLine =
          switch (option) {
            case "--help" -> commandLine.withHelp();
            case "--strict" -> commandLine.withOptions(commandLine.options.withStrict(true));
            case "--access-log" -> commandLine.withOptions(commandLine.options.withAccessLog(true));
            case "--control-plane-quotas" ->
                commandLine.withOptions(commandLine.options().withControlPlaneQuotas());
            default -> commandLine.with(option, rest.poll());
          };
    }
    return commandLine.complete();
  }

  private CommandLine complete() throws UsageException {
    if (help) {
      return this;
    }
    if (options.template().toString().isEmpty()) {
      throw new UsageException("--template is missing");
    }
    if (!name.isEmpty()) {
      return this;
    }
    var folder = options.template().toAbsolutePath().normalize().getParent();
    return withName(folder == null ? "API" : String.valueOf(folder.getFileName()));
  }

  private CommandLine with(String option, @Nullable String given) throws UsageException {
    var value = given == null ? "" : given;
    var result =
        switch (option) {
          case "--template" -> withOptions(options.withTemplate(Path.of(value)));
          case "--name" -> withName(value);
          case "--host" -> withOptions(options.withHost(value));
          case "--port" -> withOptions(options.withPort(port(option, value)));
          case "--stage" -> withOptions(options.withStage(stage(value)));
          case "--data" -> withOptions(options.withData(Path.of(value)));
          case "--dynamodb-endpoint" -> withOptions(options.withDynamoDbEndpoint(endpoint(value)));
          case "--admin-key" -> new CommandLine(options, name, value, faults, bootstrap, help);
          case "--bootstrap" -> new CommandLine(options, name, adminKey, faults, value, help);
          case "--faults" -> withFaults(value);
          case "--parameter" -> withParameter(value);
          default -> throw new UsageException("There is no option " + option);
        };
    if (value.isEmpty()) {
      throw new UsageException(option + " needs a value");
    }
    return result;
  }

  private CommandLine withHelp() {
    return new CommandLine(options, name, adminKey, faults, bootstrap, true);
  }

  private CommandLine withName(String name) {
    return new CommandLine(options, name, adminKey, faults, bootstrap, help);
  }

  private CommandLine withOptions(Options options) {
    return new CommandLine(options, name, adminKey, faults, bootstrap, help);
  }

  private CommandLine withParameter(String assignment) throws UsageException {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new UsageException("--parameter needs NAME=VALUE, not " + assignment);
    }
    return withOptions(
        options.withParameter(assignment.substring(0, equals), assignment.substring(equals + 1)));
  }

  private CommandLine withFaults(String text) throws UsageException {
    var parts = FAULTS.matcher(text);
    if (!parts.matches()) {
      throw new UsageException(
          "--faults is a whole number, then maybe : and a percentage, not " + text);
    }
    var schedule =
        FaultSchedule.seeded(
            Long.parseLong(parts.group("seed")),
            parts.group("percent") == null
                ? DEFAULT_PERCENT
                : Integer.parseInt(parts.group("percent")));
    return new CommandLine(options.withFaultProxy(), name, adminKey, schedule, bootstrap, help);
  }

  private static int port(String option, String text) throws UsageException {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
      throw new UsageException(option + " is a number from 0 to " + MAX_PORT + ", not " + text);
    } catch (NumberFormatException e) {
      throw new UsageException(option + " is a number from 0 to " + MAX_PORT + ", not " + text, e);
    }
  }

  private static String stage(String name) throws UsageException {
    if (!name.matches("[A-Za-z0-9_-]{1,128}")) {
      throw new UsageException("--stage is letters, digits, _ and -, not " + name);
    }
    return name;
  }

  private static URI endpoint(String text) throws UsageException {
    try {
      var endpoint = new URI(text);
      if (List.of("http", "https").contains(String.valueOf(endpoint.getScheme()))
          && endpoint.getHost() != null) {
        return endpoint;
      }
      throw new UsageException("--dynamodb-endpoint is an http or https URL, not " + text);
    } catch (URISyntaxException e) {
      throw new UsageException("--dynamodb-endpoint is an http or https URL, not " + text, e);
    }
  }
}
