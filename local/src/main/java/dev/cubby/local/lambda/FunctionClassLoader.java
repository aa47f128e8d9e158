package dev.cubby.local.lambda;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Loads the code of functions as Lambda does: the JDK, the runtime's own interfaces and its
/// serialization come from the runtime, everything else from the artifact. A function sees nothing
/// else of this process.
final class FunctionClassLoader extends URLClassLoader {

  /// `…runtime.events` is not among them: a function brings its own.
  private static final List<String> RUNTIME_PACKAGES =
      List.of(
          "com.amazonaws.services.lambda.runtime", "com.amazonaws.services.lambda.runtime.logging");

  private static final List<String> SERIALIZATION_PREFIXES =
      List.of(
          "com.amazonaws.services.lambda.runtime.serialization.",
          "com.amazonaws.lambda.thirdparty.");

  static {
    registerAsParallelCapable();
  }

  private final ProcessRewriter rewriter = new ProcessRewriter(this);
  private final Set<Thread> shutdownHooks = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable FunctionProcess> process = new AtomicReference<>();

  FunctionClassLoader(List<URL> classPath) {
    super(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return isOfRuntime(name)
        ? FunctionClassLoader.class.getClassLoader().loadClass(name)
        : super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    var resource = findResource(name.replace('.', '/') + ".class");
    if (resource == null) {
      throw new ClassNotFoundException(name);
    }
    try (var stream = resource.openStream()) {
      var bytes = rewriter.rewrite(stream.readAllBytes());
      return defineClass(
          name,
          bytes,
          0,
          bytes.length,
          new CodeSource(origin(name, resource), (Certificate[]) null));
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /// Returns the jar or directory that has the class, and defines the package as its manifest
  /// describes it.
  private URL origin(String className, URL resource) throws IOException {
    var packageName = className.substring(0, Math.max(0, className.lastIndexOf('.')));
    if (resource.openConnection() instanceof JarURLConnection connection) {
      var jar = connection.getJarFileURL();
      var manifest = connection.getManifest();
      if (manifest != null && getDefinedPackage(packageName) == null) {
        try {
          definePackage(packageName, manifest, jar);
        } catch (IllegalArgumentException e) {
          // Another thread has defined it.
        }
      }
      return jar;
    }
    var file = resource.toString();
    return URI.create(file.substring(0, file.length() - className.length() - ".class".length()))
        .toURL();
  }

  /// The process that the function's classes had last; null before they had one.
  @Nullable FunctionProcess process() {
    return process.get();
  }

  void process(FunctionProcess last) {
    process.set(last);
  }

  void addShutdownHook(Thread hook) {
    shutdownHooks.add(hook);
  }

  boolean removeShutdownHook(Thread hook) {
    return shutdownHooks.remove(hook);
  }

  /// The hooks that functions have added, which nobody has started.
  Set<Thread> shutdownHooks() {
    return shutdownHooks;
  }

  private static boolean isOfRuntime(String name) {
    int dot = name.lastIndexOf('.');
    return (dot > 0 && RUNTIME_PACKAGES.contains(name.substring(0, dot)))
        || SERIALIZATION_PREFIXES.stream().anyMatch(name::startsWith)
        || name.equals(FunctionProcess.class.getName());
  }
}
