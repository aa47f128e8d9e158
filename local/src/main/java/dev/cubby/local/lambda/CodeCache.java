package dev.cubby.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One class loader for all functions with the same code and the same variables in the template:
/// their classes, and what these keep in static fields, are in memory once.
final class CodeCache implements AutoCloseable {

  private record Key(Path taskRoot, Map<String, String> environment) {}

  private final Map<Key, FunctionClassLoader> loaders = new ConcurrentHashMap<>();

  FunctionClassLoader loader(Path taskRoot, Map<String, String> environment) throws IOException {
    var classPath = FunctionCode.classPath(taskRoot);
    return loaders.computeIfAbsent(
        new Key(taskRoot, environment), _ -> new FunctionClassLoader(classPath));
  }

  @Override
  public void close() {
    for (var loader : loaders.values()) {
      try {
        loader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
