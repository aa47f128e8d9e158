package dev.cubby.local.lambda;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What functions reach instead of `System.getenv`: the environment of the function on this thread,
/// or on the thread that started this one. On a thread that no function started it is the
/// process's.
public final class FunctionEnvironment {

  private static final InheritableThreadLocal<@Nullable Map<String, String>> CURRENT =
      new InheritableThreadLocal<>();

  private FunctionEnvironment() {}

  /// Stands for `System.getenv()`.
  public static Map<String, String> getenv() {
    var current = CURRENT.get();
    return current == null ? System.getenv() : current;
  }

  /// Stands for `System.getenv(String)`.
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
