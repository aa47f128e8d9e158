package dev.cubby.local.lambda;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The artifact that `CodeUri` names, in Lambda's layout: classes and resources at the root, jars
/// in `lib/`.
final class FunctionCode {

  private FunctionCode() {}

  /// The directory with the code: `codeUri` itself, or what its zip was extracted to. A zip is
  /// extracted once, beside itself, into a directory named after its size and time of change;
  /// processes that start together may do it at once.
  ///
  /// @throws IOException if there is nothing at `codeUri`, or it is neither a directory nor a zip
  static Path directory(Path codeUri) throws IOException {
    if (Files.isDirectory(codeUri)) {
      return codeUri;
    }
    var extracted =
        codeUri.resolveSibling(
            "."
                + codeUri.getFileName()
                + "-"
                + Long.toString(Files.size(codeUri), 36)
                + "-"
                + Long.toString(Files.getLastModifiedTime(codeUri).toMillis(), 36));
    if (!Files.isDirectory(extracted)) {
      var temporary =
          Files.createTempDirectory(extracted.toAbsolutePath().getParent(), ".extracting");
      try {
        extract(codeUri, temporary);
        Files.move(temporary, extracted, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        delete(temporary);
        if (!Files.isDirectory(extracted)) {
          throw e;
        }
        // Another process or thread was faster; its copy is as good.
      }
    }
    return extracted;
  }

  /// The class path of the code in `directory`, in Lambda's order: the root first, then the jars by
  /// name.
  static List<URL> classPath(Path directory) throws IOException {
    var urls = new ArrayList<URL>();
    urls.add(url(directory));
    var lib = directory.resolve("lib");
    if (Files.isDirectory(lib)) {
      try (var files = Files.list(lib)) {
        for (var jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
          urls.add(url(jar));
        }
      }
    }
    return urls;
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  private static void extract(Path zip, Path target) throws IOException {
    try (var file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : file.stream().toList()) {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException(zip + " has an entry outside of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          try (var content = file.getInputStream(entry)) {
            Files.copy(content, path);
          }
        }
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
