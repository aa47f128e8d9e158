package dev.cubby.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The class loaders of functions. Functions with the same code and the same variables in the
/// template share one, so that their classes and static fields are in memory once.
final class CodeCache implements AutoCloseable {

  private static final Duration TIME_OF_HOOKS = Duration.ofSeconds(10);

  private record Key(Path taskRoot, Map<String, String> environment) {}

  private final Map<Key, FunctionClassLoader> shared = new ConcurrentHashMap<>();
  private final Set<FunctionClassLoader> own = ConcurrentHashMap.newKeySet();

  FunctionClassLoader loader(Path taskRoot, Map<String, String> environment) throws IOException {
    var classPath = FunctionCode.classPath(taskRoot);
    return shared.computeIfAbsent(
        new Key(taskRoot, environment), _ -> new FunctionClassLoader(classPath));
  }

  /// Creates a class loader that is not shared.
  FunctionClassLoader ownLoader(Path taskRoot) throws IOException {
    var loader = new FunctionClassLoader(FunctionCode.classPath(taskRoot));
    own.add(loader);
    return loader;
  }

  /// Releases a loader without closing it: a function that timed out may still run, and an
  /// exception may need more of its classes.
  void forget(FunctionClassLoader loader) {
    own.remove(loader);
    shared.values().remove(loader);
  }

  /// Runs the functions' shutdown hooks, and waits up to 10 s for them.
  @Override
  public void close() {
    var loaders = Stream.concat(shared.values().stream(), own.stream()).toList();
    var hooks = loaders.stream().flatMap(loader -> loader.shutdownHooks().stream()).toList();
    hooks.forEach(Thread::start);
    long end = System.nanoTime() + TIME_OF_HOOKS.toNanos();
    try {
      for (var hook : hooks) {
        var _ = hook.join(Duration.ofNanos(end - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loaders.forEach(CodeCache::close);
  }

  private static void close(FunctionClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
