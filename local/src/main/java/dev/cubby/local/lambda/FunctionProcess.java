package dev.cubby.local.lambda;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The process that a function believes it has to itself: its environment, its exit and its
/// shutdown hooks. [ProcessRewriter] makes functions call these methods in place of `System`'s and
/// `Runtime`'s. A thread has the process of the function that it runs, or of the thread that
/// started it; another one, such as a thread of the common pool, the process that the function's
/// classes had last.
public final class FunctionProcess {

  private static final InheritableThreadLocal<@Nullable FunctionProcess> CURRENT =
      new InheritableThreadLocal<>();
  private static final StackWalker CALLERS =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private final FunctionClassLoader loader;
  private final Map<String, String> variables;
  private final IntConsumer onExit;

  /// @param loader the loader of the function's classes
  /// @param variables the function's environment
  /// @param onExit gets the status of an exit, on the thread that asks for it
  FunctionProcess(FunctionClassLoader loader, Map<String, String> variables, IntConsumer onExit) {
    this.loader = loader;
    this.variables = variables;
    this.onExit = onExit;
  }

  /// Gives this thread to the function, until [#leave].
  void enter() {
    Thread.currentThread().setContextClassLoader(loader);
    CURRENT.set(this);
    loader.process(this);
  }

  static void leave() {
    CURRENT.remove();
    Thread.currentThread().setContextClassLoader(null);
  }

  /// Replaces `System.getenv()`.
  public static Map<String, String> getenv() {
    return current().map(process -> process.variables).orElse(Map.of());
  }

  /// Replaces `System.getenv(String)`.
  public static @Nullable String getenv(String name) {
    return getenv().get(name);
  }

  /// Replaces `System.exit(int)`: ends the invocation and its environment, not this process.
  ///
  /// @throws FunctionExit always
  public static void exit(int status) {
    current().ifPresent(process -> process.onExit.accept(status));
    throw new FunctionExit(status);
  }

  /// Replaces `Runtime.exit(int)`.
  ///
  /// @throws FunctionExit always
  public static void exit(Runtime runtime, int status) {
    exit(status);
  }

  /// Replaces `Runtime.halt(int)`.
  ///
  /// @throws FunctionExit always
  public static void halt(Runtime runtime, int status) {
    exit(status);
  }

  /// Replaces `Runtime.addShutdownHook(Thread)`: the hook runs before the function's classes leave.
  public static void addShutdownHook(Runtime runtime, Thread hook) {
    current().ifPresent(process -> process.loader.addShutdownHook(hook));
  }

  /// Replaces `Runtime.removeShutdownHook(Thread)`.
  public static boolean removeShutdownHook(Runtime runtime, Thread hook) {
    return current().map(process -> process.loader.removeShutdownHook(hook)).orElse(false);
  }

  private static Optional<FunctionProcess> current() {
    var current = CURRENT.get();
    return current == null ? ofCaller() : Optional.of(current);
  }

  private static Optional<FunctionProcess> ofCaller() {
    return CALLERS.walk(frames ->
        frames
            .map(frame -> frame.getDeclaringClass().getClassLoader())
            .filter(FunctionClassLoader.class::isInstance)
            .findFirst()
            .map(loader -> ((FunctionClassLoader) loader).process()));
  }
}
