package dev.cubby.local.lambda;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The artifact that `CodeUri` names, in Lambda's layout: classes and resources at the root, jars
/// in `lib/`.
final class FunctionCode {

  /// How long an unused copy is kept. Another process may still load from it.
  private static final Duration UNUSED = Duration.ofDays(1);

  private FunctionCode() {}

  /// The directory with the code: `codeUri` itself, or the extracted zip. A zip is extracted once,
  /// beside itself, into a directory named after its size and modification time; concurrent
  /// processes may do so at the same time. This also deletes copies of former zips that were unused
  /// for a day.
  ///
  /// @throws NoSuchFileException if there is nothing at `codeUri`
  /// @throws IOException if it is neither a directory nor a zip
  static Path directory(Path codeUri) throws IOException {
    if (Files.isDirectory(codeUri)) {
      return codeUri;
    }
    var prefix = "." + codeUri.getFileName() + "-";
    var extracted =
        codeUri.resolveSibling(
            prefix
                + Long.toString(Files.size(codeUri), 36)
                + "-"
                + Long.toString(Files.getLastModifiedTime(codeUri).toMillis(), 36));
    if (!Files.isDirectory(extracted)) {
      var parent = requireNonNull(extracted.toAbsolutePath().getParent());
      extract(codeUri, Files.createTempDirectory(parent, prefix), extracted);
      deleteUnused(parent, prefix);
    }
    Files.setLastModifiedTime(extracted, FileTime.from(Instant.now()));
    return extracted;
  }

  private static void extract(Path zip, Path temporary, Path extracted) throws IOException {
    try {
      extract(zip, temporary);
      Files.move(temporary, extracted, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(temporary);
      if (!Files.isDirectory(extracted)) {
        throw e;
      }
      // Another process or thread was faster; its copy is identical.
    }
  }

  /// Deletes old copies, and the remains of interrupted ones.
  private static void deleteUnused(Path parent, String prefix) {
    var oldest = FileTime.from(Instant.now().minus(UNUSED));
    try (var copies = Files.newDirectoryStream(parent, file -> isCopy(file, prefix))) {
      for (var copy : copies) {
        if (Files.getLastModifiedTime(copy).compareTo(oldest) < 0) {
          delete(copy);
        }
      }
    } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
      // Another process deletes them too. The next extraction deletes the rest.
    }
  }

  private static boolean isCopy(Path file, String prefix) {
    return String.valueOf(file.getFileName()).startsWith(prefix);
  }

  /// Whether `directory` holds a project that is yet to be built.
  static boolean isSource(Path directory) {
    return Stream.of("pom.xml", "build.gradle", "build.gradle.kts", "src")
        .map(directory::resolve)
        .anyMatch(Files::exists);
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
        if (isNeedless(entry, path, target)) {
          continue;
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          try (var content = file.getInputStream(entry)) {
            Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
  }

  /// Whether `entry` is in `META-INF` and another entry has its place: `META-INF/LICENSE` and
  /// `META-INF/license/` are one place where the file system ignores case.
  private static boolean isNeedless(ZipEntry entry, Path path, Path target) {
    if (!entry.getName().startsWith("META-INF/")) {
      return false;
    }
    var place = entry.isDirectory() ? path : path.getParent();
    while (place != null && !place.equals(target)) {
      if (Files.isRegularFile(place)) {
        return true;
      }
      place = place.getParent();
    }
    return !entry.isDirectory() && Files.isDirectory(path);
  }

  private static void delete(Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
