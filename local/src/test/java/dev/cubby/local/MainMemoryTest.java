package dev.cubby.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The memory and the temporary files that the program takes.
@Order(1) // It waits longest.
class MainMemoryTest extends MainProcessCase {

  @Test
  void killedProcess_leavesNothingToTheNextOne() throws Exception {
    var running = start(Map.of(), "--port", "0");
    var http = httpWhenReady(running);
    var killed = start(Map.of(), "--port", "0");
    httpWhenReady(killed);
    killed.destroyForcibly().waitFor();
    for (var process : List.of(running, killed)) {
      var files = temporaryFilesOf(process);
      assertThat(files).hasSize(1);
      old(files.getFirst());
    }

    // Of a process that was killed before it had a lock, and of another program.
    var unlocked = old(Files.createDirectory(temporary("local-dynamodb-1-a")));
    var foreign = Files.createDirectory(temporary("local-dynamodb-of-others"));
    Files.createFile(foreign.resolve("lock"));
    old(foreign);

    var next = start(Map.of(), "--port", "0");
    httpWhenReady(next);

    assertThat(unlocked).doesNotExist();
    assertThat(foreign.resolve("lock")).exists();
    assertThat(temporaryFilesOf(killed)).isEmpty();
    assertThat(temporaryFilesOf(running)).hasSize(1);
    assertThat(temporaryFilesOf(next)).hasSize(1);
    assertThat(http.send("PUT", "/things/one").statusCode()).isEqualTo(200);
  }

  private static Path old(Path path) throws IOException {
    return Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(90)));
  }

  private Path temporary(String name) {
    return directory.resolve("temporary").resolve(name);
  }

  private List<Path> temporaryFilesOf(Process process) throws IOException {
    try (var all = Files.list(directory.resolve("temporary"))) {
      return all.filter(path -> path.toString().contains("-" + process.pid() + "-")).toList();
    }
  }

  /// Each write leaves 600 KB in the stream, which holds them for a day: 780 MB that must not be in
  /// memory. From some 750 writes on it no longer grows.
  @Test
  @Timeout(3_600)
  @Tag("slow")
  void manyWrites_takeNoMemory() throws Exception {
    SamProject.create(
        directory,
        MainTest.TEMPLATE + "      StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}\n");
    // Nobody reads a line for each request.
    var process = start(Map.of("MALLOC_ARENA_MAX", "2"), "--port", "0", "--json-logs");
    var status = Path.of("/proc", Long.toString(process.pid()), "status");
    assumeThat(status).exists();
    var http = httpWhenReady(process);
    writeLargeItems(http, 200);
    long before = residentMegabytes(status);

    writeLargeItems(http, 800);

    long after = residentMegabytes(status);
    assertThat(after - before).isLessThan(240);
    writeLargeItems(http, 500);
    assertThat(residentMegabytes(status) - after).isLessThan(60);
    process.toHandle().destroy();
    assertThat(process.waitFor()).isZero();
  }

  // A write that changes nothing leaves nothing in the stream.
  private static void writeLargeItems(HttpApi http, int count) {
    for (int i = 0; i < count; i++) {
      var value = (i + "x".repeat(300_000)).getBytes(US_ASCII);
      assertThat(http.send("PUT", "/things/large", value).statusCode()).isEqualTo(200);
    }
  }

  private static long residentMegabytes(Path status) throws IOException {
    try (var lines = Files.lines(status)) {
      var resident = lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(resident.replaceAll("\\D", "")) / 1024;
    }
  }
}
