package dev.cubby.local.lambda;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Replaces `System.getenv` in functions: returns the environment of the function on this thread,
/// or on the thread that started this one. A thread that no function started sees the process's.
public final class FunctionEnvironment {

  private static final InheritableThreadLocal<@Nullable Map<String, String>> CURRENT =
      new InheritableThreadLocal<>();

  private FunctionEnvironment() {}

  /// Replaces `System.getenv()`.
  public static Map<String, String> getenv() {
    var current = CURRENT.get();
    return current == null ? System.getenv() : current;
  }

  /// Replaces `System.getenv(String)`.
  public static @Nullable String getenv(String name) {
    return getenv().get(name);
  }

  static void enter(Map<String, String> variables) {
    CURRENT.set(variables);
  }

  static void leave() {
    CURRENT.remove();
  }
}
