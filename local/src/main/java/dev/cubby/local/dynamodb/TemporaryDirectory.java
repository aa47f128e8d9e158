package dev.cubby.local.dynamodb;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;

/// A directory in the system's temporary one, whose file `lock` its process holds locked for as
/// long as it runs. What a process leaves when it is killed, the next one deletes.
final class TemporaryDirectory {

  private static final String PREFIX = "local-dynamodb-";

  /// A younger directory may be about to be locked.
  private static final Duration LOCKED_WITHIN = Duration.ofMinutes(1);

  private TemporaryDirectory() {}

  /// Creates a directory. The caller locks its file `lock`, and deletes it in the end.
  static Path create() throws IOException {
    var own = PREFIX + ProcessHandle.current().pid() + "-";
    var directory = Files.createTempDirectory(own);
    var parent = requireNonNull(directory.getParent());
    var latest = FileTime.from(Instant.now().minus(LOCKED_WITHIN));
    try (var all = Files.newDirectoryStream(parent, PREFIX + "[0-9]*-*")) {
      for (var other : all) {
        // To look at a lock of this process would end it.
        if (!String.valueOf(other.getFileName()).startsWith(own)) {
          deleteLeft(other, Files.getOwner(directory), latest);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // The next start deletes them.
    }
    return directory;
  }

  private static void deleteLeft(Path directory, UserPrincipal owner, FileTime latest) {
    try {
      if (Files.isDirectory(directory, NOFOLLOW_LINKS)
          && Files.getOwner(directory, NOFOLLOW_LINKS).equals(owner)
          && Files.getLastModifiedTime(directory, NOFOLLOW_LINKS).compareTo(latest) < 0) {
        deleteUnlocked(directory);
      }
    } catch (IOException e) {
      // Another process deletes it too, or it is none of ours.
    }
  }

  private static void deleteUnlocked(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
        var lock = channel.tryLock()) {
      if (lock != null) {
        delete(directory);
      }
    }
  }

  /// Deletes a directory of files.
  static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory);
  }
}
