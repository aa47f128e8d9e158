package dev.cubby.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A SAM project with the sample functions, whose API runs during a test, or during all tests of a
/// class if the field is static. All that it started ends with it.
public final class RunningProject
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private final String template;
  private final Instant startTime;
  private final Deque<LocalApi> apis = new ArrayDeque<>();
  private boolean shared;
  private @Nullable ManualClock clock;
  private @Nullable Path directory;

  private RunningProject(String template, Instant startTime) {
    this.template = template;
    this.startTime = startTime;
  }

  /// Its clock stands at `startTime` until it is advanced.
  public static RunningProject of(String template, Instant startTime) {
    return new RunningProject(template, startTime);
  }

  public static RunningProject of(String template) {
    return of(template, Instant.now());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    shared = true;
    start();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    if (!shared) {
      start();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (!shared) {
      stop();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    stop();
  }

  private void start() throws IOException {
    clock = new ManualClock(startTime);
    directory = Files.createTempDirectory("project");
    SamProject.create(directory, template);
    start(options());
  }

  private void stop() throws IOException {
    while (!apis.isEmpty()) {
      apis.pop().close();
    }
    try (var files = Files.walk(directory())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// Starts another API of this project.
  public LocalApi start(Options options) {
    var api = LocalApi.start(options, clock());
    apis.push(api);
    return api;
  }

  /// Ends the newest API, and starts one with other options in its place.
  public void restart(Options options) {
    apis.pop().close();
    start(options);
  }

  /// What the first API was started with.
  public Options options() {
    return Options.of(directory().resolve("template.yaml"));
  }

  /// The newest API.
  public LocalApi api() {
    return requireNonNull(apis.peek());
  }

  HttpApi http() {
    return new HttpApi(api().url());
  }

  public Path directory() {
    return requireNonNull(directory);
  }

  public ManualClock clock() {
    return requireNonNull(clock);
  }
}
