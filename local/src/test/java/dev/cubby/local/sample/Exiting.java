package dev.cubby.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Does to its process what the event asks for. Answers how often this instance was called.
public final class Exiting implements RequestHandler<String, Integer> {

  private final AtomicInteger calls = new AtomicInteger();

  /// Exits if the environment says so.
  public Exiting() {
    if (System.getenv("EXIT") != null) {
      System.exit(3);
    }
  }

  @Override
  public Integer handleRequest(String action, Context context) {
    act(action);
    return calls.incrementAndGet();
  }

  private static void act(String action) {
    var runtime = Runtime.getRuntime();
    switch (action) {
      case "exit" -> System.exit(0);
      case "fail" -> System.exit(1);
      case "runtime" -> runtime.exit(2);
      case "halt" -> runtime.halt(2);
      case "reference" -> {
        IntConsumer exit = System::exit;
        exit.accept(2);
      }
      case "bound" -> {
        IntConsumer exit = runtime::exit;
        exit.accept(2);
      }
      case "caught" -> {
        try {
          System.exit(2);
        } catch (Throwable e) {
          act("ignore");
        }
      }
      case "thread" -> join(new Thread(() -> System.exit(2)));
      case "pool" ->
          CompletableFuture.runAsync(() -> System.exit(2), ForkJoinPool.commonPool()).join();
      default -> {
        // Nothing.
      }
    }
  }

  /// Answers the variable of the event, as a thread of the common pool sees it.
  public static String variable(String name) {
    return String.valueOf(
        CompletableFuture.supplyAsync(() -> System.getenv(name), ForkJoinPool.commonPool()).join());
  }

  /// Adds a hook that sets the system property of the event, and another one that it removes.
  public static boolean hook(String property) {
    var removed = new Thread(() -> System.setProperty(property, "removed"));
    Runtime.getRuntime().addShutdownHook(removed);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> System.setProperty(property, new Late().value())));
    return Runtime.getRuntime().removeShutdownHook(removed);
  }

  /// A class that only the hook loads.
  private static final class Late {
    String value() {
      return System.getenv("AWS_LAMBDA_FUNCTION_NAME");
    }
  }

  private static void join(Thread thread) {
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
