package dev.cubby.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/// The program as a process of its own, in a directory of its own.
@Timeout(600)
@Execution(CONCURRENT)
abstract class MainProcessCase {

  @TempDir Path directory;

  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void createProject() {
    SamProject.create(directory, MainTest.TEMPLATE);
  }

  @AfterEach
  void endProcesses() {
    processes.forEach(Process::destroyForcibly);
  }

  static void assertFails(int status, String line, Process process) throws Exception {
    assertThat(process.errorReader().lines()).singleElement().asString().startsWith(line);
    assertThat(process.inputReader().lines()).isEmpty();
    assertThat(process.waitFor()).isEqualTo(status);
  }

  /// Sends text over a connection of its own, and returns all that comes back.
  static String send(HttpApi http, String text) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), http.url().getPort())) {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  static HttpApi httpWhenReady(Process process) throws IOException {
    return http(linesUntilReady(process));
  }

  static HttpApi http(List<String> lines) {
    var ready = lines.getLast();
    return new HttpApi(URI.create(ready.substring(ready.indexOf("http"))));
  }

  static List<String> linesUntilReady(Process process) throws IOException {
    var lines = new ArrayList<String>();
    BufferedReader output = process.inputReader();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.contains(" is ready at ")) {
        break;
      }
    }
    return lines;
  }

  final Process start(Map<String, String> environment, String... arguments) throws IOException {
    var temporaryFiles = Files.createDirectories(directory.resolve("temporary"));
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx192m",
                "-Djava.io.tmpdir=" + temporaryFiles,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    processes.add(process);
    return process;
  }
}
