package dev.cubby.local.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/// The native library that DynamoDB Local carries in its jar, loaded into this process once.
final class SqliteLibrary {

  private static final boolean LOADED = extractAndLoad();

  private SqliteLibrary() {}

  static void load() {
    if (!LOADED) {
      throw new IllegalStateException("SQLite is not loaded");
    }
  }

  /// A loaded library's file is not needed any more. DynamoDB Local would leave it behind in the
  /// system's temporary directory whenever the process is killed.
  private static boolean extractAndLoad() {
    try {
      var directory = Files.createTempDirectory("sqlite");
      System.setProperty("org.sqlite.tmpdir", directory.toString());
      SQLiteLibraryLoader.initialize();
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("SQLite does not load", e);
    }
  }
}
