package dev.cubby.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The class loaders of functions. Shared ones are one for all functions with the same code and the
/// same variables in the template: their classes, and what these keep in static fields, are in
/// memory once.
final class CodeCache implements AutoCloseable {

  private record Key(Path taskRoot, Map<String, String> environment) {}

  private final Map<Key, FunctionClassLoader> shared = new ConcurrentHashMap<>();
  private final Set<FunctionClassLoader> own = ConcurrentHashMap.newKeySet();

  FunctionClassLoader loader(Path taskRoot, Map<String, String> environment) throws IOException {
    var classPath = FunctionCode.classPath(taskRoot);
    return shared.computeIfAbsent(
        new Key(taskRoot, environment), _ -> new FunctionClassLoader(classPath));
  }

  /// A class loader that nobody else gets.
  FunctionClassLoader ownLoader(Path taskRoot) throws IOException {
    var loader = new FunctionClassLoader(FunctionCode.classPath(taskRoot));
    own.add(loader);
    return loader;
  }

  /// Lets go of an own loader. It is not closed: a function that is cut off may still run, and what
  /// one throws may need more of its classes.
  void forget(FunctionClassLoader loader) {
    own.remove(loader);
  }

  @Override
  public void close() {
    shared.values().forEach(CodeCache::close);
    own.forEach(CodeCache::close);
  }

  private static void close(FunctionClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
