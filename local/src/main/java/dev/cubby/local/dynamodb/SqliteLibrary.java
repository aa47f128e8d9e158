package dev.cubby.local.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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

  /// The file is not needed once the library is loaded. DynamoDB Local would leave it in the
  /// system's temporary directory when the process is killed.
  private static boolean extractAndLoad() {
    try {
      var directory = Files.createTempDirectory("sqlite");
      System.setProperty("org.sqlite.tmpdir", directory.toString());
      SQLiteLibraryLoader.initialize();
      TemporaryDirectory.delete(directory);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("SQLite does not load", e);
    }
  }
}
