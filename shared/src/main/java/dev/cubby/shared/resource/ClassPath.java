package dev.cubby.shared.resource;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;

/// Reads files that are packaged beside classes.
public final class ClassPath {

  private ClassPath() {}

  /// Returns the text of the file `name`, in UTF-8, in the package of `owner`. The file must exist.
  public static String text(Class<?> owner, String name) {
    try (var in = requireNonNull(owner.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the texts of all files in the package of `owner` but its classes, in UTF-8, by name.
  public static SortedMap<String, String> texts(Class<?> owner) {
    var texts = new TreeMap<String, String>();
    try {
      var beside = requireNonNull(owner.getResource(owner.getSimpleName() + ".class"));
      for (var name : names(beside)) {
        if (!name.endsWith(".class")) {
          texts.put(name, text(owner, name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  // Returns the names of the files in the folder of `file`, in a jar or not.
  private static List<String> names(URL file) throws IOException {
    if (file.openConnection() instanceof JarURLConnection connection) {
      connection.setUseCaches(false);
      var name = connection.getEntryName();
      var folder = name.substring(0, name.lastIndexOf('/') + 1);
      try (var jar = connection.getJarFile()) {
        return jar.stream()
            .map(ZipEntry::getName)
            .filter(entry -> entry.startsWith(folder))
            .map(entry -> entry.substring(folder.length()))
            .filter(entry -> !entry.isEmpty() && entry.indexOf('/') < 0)
            .toList();
      }
    }
    try (var files = Files.list(requireNonNull(Path.of(URI.create(file.toString())).getParent()))) {
      return files.filter(Files::isRegularFile).map(path -> path.getFileName().toString()).toList();
    }
  }
}
