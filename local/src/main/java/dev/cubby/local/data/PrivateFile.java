package dev.cubby.local.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// A file that only its owner can read. A write replaces it as a whole or not at all.
public record PrivateFile(Path path) {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /// Writes `content` into the file, whose directory exists.
  public void write(byte[] content) throws IOException {
    var written =
        Files.createTempFile(path.getParent(), path.getFileName().toString(), null, OWNER_ONLY);
    Files.write(written, content);
    Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
