package dev.cubby.local.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionCodeTest {

  private static final Duration LONG = Duration.ofHours(25);
  private static final Duration NOT_LONG = Duration.ofHours(23);

  @TempDir private Path directory;

  private Path zip;

  @BeforeEach
  void build() throws IOException {
    zip = directory.resolve("code.zip");
    build("A");
  }

  @Test
  void extraction_deletesCopiesThatWereNotUsedForADay() throws Exception {
    var old = copy(".code.zip-old", LONG);
    var recent = copy(".code.zip-recent", NOT_LONG);
    var others = copy(".other.zip-old", LONG);

    var extracted = FunctionCode.directory(zip);

    assertThat(old).doesNotExist();
    assertThat(recent).isNotEmptyDirectory();
    assertThat(others).isNotEmptyDirectory();
    assertThat(extracted.resolve("A")).exists();
  }

  @Test
  void use_keepsACopyForADay() throws Exception {
    var used = FunctionCode.directory(zip);
    age(used, LONG);
    assertThat(FunctionCode.directory(zip)).isEqualTo(used);

    build("AnotherName");
    var extracted = FunctionCode.directory(zip);

    assertThat(extracted).isNotEqualTo(used);
    assertThat(used.resolve("A")).exists();
  }

  @Test
  void zipThatIsCutOff_leavesNothingBehind() throws Exception {
    var bytes = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(bytes, bytes.length - 1));

    assertThatThrownBy(() -> FunctionCode.directory(zip)).isInstanceOf(ZipException.class);

    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(zip);
    }
  }

  @Test
  void entriesOfOneName_areOneFile() throws Exception {
    build("A", "B");
    var bytes = new String(Files.readAllBytes(zip), ISO_8859_1).replace('B', 'A');
    Files.writeString(zip, bytes, ISO_8859_1);

    assertThat(FunctionCode.directory(zip).resolve("A")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "META-INF/license META-INF/license/",
        "META-INF/license META-INF/license/b",
        "META-INF/license META-INF/license/b/c",
        "META-INF/license/ META-INF/license",
        "META-INF/license/b META-INF/license",
      })
  void metadataWhosePlaceIsTaken_isLeftOut(String names) throws Exception {
    build(names.split(" ", -1));

    assertThat(FunctionCode.directory(zip).resolve("META-INF/license")).exists();
  }

  /// Writes a zip with empty files and directories.
  private void build(String... names) throws IOException {
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (var name : names) {
        out.putNextEntry(new ZipEntry(name));
      }
    }
  }

  private Path copy(String name, Duration age) throws IOException {
    var copy = Files.createDirectory(directory.resolve(name));
    Files.createFile(Files.createDirectory(copy.resolve("lib")).resolve("a.jar"));
    age(copy, age);
    return copy;
  }

  private static void age(Path path, Duration age) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
  }
}
