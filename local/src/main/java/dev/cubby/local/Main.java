package dev.cubby.local;

import dev.cubby.local.template.TemplateException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Runs a SAM project until SIGTERM or Ctrl-C, which end it with status 0. Status 1 is a failed
/// start, 2 a wrong command line; either says why in one line on standard error. What nobody has
/// foreseen is status 1 too, with its stack trace.
public final class Main {

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  /// Whether a signal has come. What fails then, fails because of that.
  private static final AtomicBoolean ENDING = new AtomicBoolean();

  private Main() {}

  /// Runs the API that `arguments` describe; `--help` lists them.
  public static void main(String[] arguments) {
    try {
      var commandLine = CommandLine.parse(List.of(arguments), System.getenv());
      if (commandLine.help()) {
        System.out.print(CommandLine.USAGE);
      } else {
        run(commandLine);
      }
    } catch (UsageException e) {
      fail(WRONG_USAGE, e.getMessage());
    } catch (TemplateException | StartException e) {
      fail(FAILED, e.getMessage());
    } catch (RuntimeException | Error e) {
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      fail(FAILED, trace.toString());
    }
  }

  private static void run(CommandLine commandLine) {
    var closings = new Closings();
    endCleanly(closings);
    var api = LocalApi.start(commandLine.options());
    closings.push(api);
    try {
      var facts = new LinkedHashMap<String, String>();
      facts.put("URL", api.url().toString());
      facts.put("Docs", api.url() + "/docs");
      if (commandLine.bootstrap() != null) {
        facts.putAll(
            new Bootstrap(
                    commandLine.bootstrap(), commandLine.options().data(), commandLine.adminKey())
                .run(api));
      }
      print(facts);
      if (commandLine.faults() != null) {
        api.faults().follow(commandLine.faults());
      }
      System.out.println(commandLine.name() + " is ready at " + api.url());
    } catch (RuntimeException | Error e) {
      closings.close();
      throw e;
    }
  }

  private static void print(Map<String, String> facts) {
    int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
    facts.forEach((label, value) ->
        System.out.println(label + " ".repeat(width - label.length() + 2) + value));
  }

  /// By itself a JVM ends with 143 on SIGTERM and with 130 on Ctrl-C, whatever its hooks do.
  private static void endCleanly(Closings closings) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ENDING.set(true);
                  int status = 0;
                  try {
                    closings.close();
                  } catch (IllegalStateException e) {
                    System.err.println(e.getMessage());
                    status = FAILED;
                  }
                  end(status);
                },
                "shutdown"));
  }

  private static void fail(int status, @Nullable String reason) {
    if (!ENDING.get()) {
      System.err.println(reason);
      end(status);
    }
  }

  // Not exit: its hooks end with status 0.
  private static void end(int status) {
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(status);
  }
}
