package dev.cubby.local;

import dev.cubby.local.template.TemplateException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Runs a SAM project until SIGTERM or Ctrl-C, which end it with status 0. Status 1 means that the
/// start failed, status 2 that the command line is wrong; one line on standard error says why. An
/// unexpected failure prints its stack trace and ends with status 1 too.
public final class Main {

  static final int OK = 0;
  static final int FAILED = 1;
  static final int WRONG_COMMAND_LINE = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final Consumer<PrintStream> functionOutput;
  private final ZoneId zone;
  private final Closer closer = new Closer();

  /// Whether a signal has come: whatever fails afterwards fails because of it.
  private final AtomicBoolean ending = new AtomicBoolean();

  /// @param functionOutput sets the stream that functions print to
  /// @param zone of times in the log
  Main(PrintStream out, PrintStream err, Consumer<PrintStream> functionOutput, ZoneId zone) {
    this.out = out;
    this.err = err;
    this.functionOutput = functionOutput;
    this.zone = zone;
  }

  /// Runs the API that `arguments` describe; `--help` lists them.
  public static void main(String[] arguments) {
    var zone = ZoneId.systemDefault();
    SystemSettings.keepFromFunctions();
    var main = new Main(System.out, System.err, System::setOut, zone);
    // By itself a JVM ends with 143 on SIGTERM and with 130 on Ctrl-C, whatever its hooks do.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> halt(main.stop()), "shutdown"));
    int status = main.run(List.of(arguments));
    if (status != OK && !main.ending.get()) {
      // Not exit: the hook would end with status 0.
      halt(status);
    }
  }

  /// Returns once the API is ready, or with the status of a failed start.
  int run(List<String> arguments) {
    try {
      var commandLine = CommandLine.parse(arguments);
      if (commandLine.help) {
        out.print(CommandLine.usage());
      } else {
        start(commandLine);
      }
      return OK;
    } catch (CommandLineException e) {
      report(String.valueOf(e.getMessage()));
      return WRONG_COMMAND_LINE;
    } catch (TemplateException | StartException e) {
      report(String.valueOf(e.getMessage()));
      return FAILED;
    } catch (RuntimeException | Error e) {
      if (!ending.get()) {
        e.printStackTrace(err);
      }
      return FAILED;
    }
  }

  /// Ends the API, and returns the status of that.
  int stop() {
    ending.set(true);
    try {
      closer.close();
      return OK;
    } catch (IllegalStateException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  private void start(CommandLine commandLine) {
    if (!commandLine.jsonLogs) {
      functionOutput.accept(ReadableOutput.to(out));
    }
    var api = LocalApi.start(commandLine.options().withZone(zone));
    closer.push(api);
    try {
      var facts = new LinkedHashMap<String, String>();
      facts.put("URL", api.url().toString());
      facts.put("DynamoDB", api.dynamoDbEndpoint().toString());
      if (!api.notRun().isEmpty()) {
        facts.put("Not run", String.join(", ", api.notRun()));
      }
      commandLine.links.forEach((label, path) -> facts.put(label, api.url() + path));
      var invocation = commandLine.invocation();
      if (invocation != null) {
        facts.putAll(invocation.run(api));
      }
      print(facts);
      if (commandLine.faults != null) {
        api.faults().limitPartitions(1_000, 3_000, InstantSource.system());
        api.faults().follow(commandLine.faults);
      }
      out.println(commandLine.name() + " is ready at " + api.url());
    } catch (RuntimeException | Error e) {
      closer.close();
      throw e;
    }
  }

  private void print(Map<String, String> facts) {
    int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
    facts.forEach(
        (label, value) -> out.println(label + " ".repeat(width - label.length() + 2) + value));
  }

  private void report(String reason) {
    if (!ending.get()) {
      err.println(reason);
    }
  }

  private static void halt(int status) {
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(status);
  }
}
