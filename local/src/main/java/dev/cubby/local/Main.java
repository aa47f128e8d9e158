package dev.cubby.local;

import dev.cubby.local.template.TemplateException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Runs a SAM project until SIGTERM or Ctrl-C, which end it with status 0. Status 1 is a failed
/// start, 2 a wrong command line; either says why in one line on standard error.
public final class Main {

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

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
      end(WRONG_USAGE, e);
    } catch (TemplateException | StartException e) {
      end(FAILED, e);
    }
  }

  private static void run(CommandLine commandLine) {
    var closings = new ConcurrentLinkedDeque<Runnable>();
    endCleanly(closings);
    var api = LocalApi.start(commandLine.options());
    closings.push(api::close);
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
    } catch (StartException e) {
      api.close();
      throw e;
    }
  }

  private static void print(Map<String, String> facts) {
    int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
    facts.forEach((label, value) ->
        System.out.println(label + " ".repeat(width - label.length() + 2) + value));
  }

  /// By itself a JVM ends with 143 on SIGTERM and with 130 on Ctrl-C, whatever its hooks do.
  private static void endCleanly(Collection<Runnable> closings) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  closings.forEach(Runnable::run);
                  System.out.flush();
                  Runtime.getRuntime().halt(0);
                },
                "shutdown"));
  }

  private static void end(int status, Exception failure) {
    System.err.println(failure.getMessage());
    System.err.flush();
    // Not exit: its hooks end with status 0.
    Runtime.getRuntime().halt(status);
  }
}
