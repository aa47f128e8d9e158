package dev.cubby.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The local API under mixed traffic, at 80 % of what the machine bears. After each third of the
/// time it counts what the server holds: its heap after a collection, threads and open files. They
/// must not grow, no request may end but as openapi.yaml says, and each kind of request must once
/// get the status that it aims at. Linux only.
///
/// How long requests take decides nothing: each count follows a burst of as many clients at once as
/// there ever are, so that pools and their buffers are as large on a machine that stalls in
/// between.
final class Soak {

  private static final String KEY = "soak-" + ProcessHandle.current().pid();
  private static final double SHARE = 0.8;
  private static final int AT_ONCE = 64;
  private static final int THIRDS = 3;

  // How long the server and its client of DynamoDB keep an idle connection, and a little more.
  private static final Duration IDLE = Duration.ofSeconds(35);

  // Of a step of the ramp and of a burst, so that a slow machine has met all requests too.
  private static final int LEAST_REQUESTS = 500;

  // What the JVM may have more of at the end than after the first third, by its own doing.
  private static final int MORE_THREADS = 10;
  private static final int MORE_FILES = 10;
  private static final double MORE_MEGABYTES = 10;

  private record Footprint(double heapMegabytes, long threads, long files) {}

  private final LocalServer server;
  private final Duration step;
  private final boolean leaks;
  private final AtomicLong number = new AtomicLong();
  private final Set<String> unmet = Traffic.kinds();

  private Soak(LocalServer server, Duration step, boolean leaks) {
    this.server = server;
    this.step = step;
    this.leaks = leaks;
  }

  /// Runs for half an hour, or a `quick` time. With `leaks`, more and more connections stay open,
  /// which it must find.
  static List<Row> run(boolean quick, boolean leaks) throws IOException, InterruptedException {
    try (var server = LocalServer.api(KEY)) {
      return new Soak(server, Duration.ofSeconds(quick ? 2 : 20), leaks)
          .rows(Duration.ofSeconds(quick ? 15 : 600));
    }
  }

  private List<Row> rows(Duration third) throws IOException, InterruptedException {
    double perSecond = SHARE * bearable();
    var rows = new ArrayList<Row>();
    var footprints = new ArrayList<Footprint>();
    for (int i = 1; i <= THIRDS; i++) {
      long before = number.get();
      var statuses = soak(perSecond, third);
      if (leaks) {
        leak(i);
      }
      var footprint = footprint(footprints.isEmpty() ? 0 : footprints.getFirst().files());
      footprints.add(footprint);
      rows.add(
          new Row("after", i + "/" + THIRDS)
              .with("requests", number.get() - before)
              .with("a second", perSecond)
              .with("statuses", statuses)
              .with("heap, MB", footprint.heapMegabytes())
              .with("threads", footprint.threads())
              .with("open files", footprint.files()));
    }
    if (!unmet.isEmpty()) {
      throw new IllegalStateException("no request got the status that its kind aims at: " + unmet);
    }
    var first = footprints.getFirst();
    var last = footprints.getLast();
    if (last.threads() > first.threads() + MORE_THREADS
        || last.files() > first.files() + MORE_FILES
        || last.heapMegabytes() > first.heapMegabytes() + MORE_MEGABYTES) {
      throw new IllegalStateException("the server grows: " + footprints);
    }
    return rows;
  }

  // Connections whose requests go on, so that they never idle.
  private void leak(int third) throws IOException {
    var url = URI.create(server.fact("URL"));
    for (int i = 0; i < third * 2 * MORE_FILES; i++) {
      var socket = new Socket(url.getHost(), url.getPort());
      socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(UTF_8));
      Thread.startVirtualThread(() -> {
        try {
          while (true) {
            Thread.sleep(Duration.ofSeconds(5));
            socket.getOutputStream().write('x');
          }
        } catch (IOException | InterruptedException _) {
          // The server has ended.
        }
      });
    }
  }

  // The most requests a second, by a ramp of clients that wait for their responses.
  private double bearable() throws IOException, InterruptedException {
    try (var traffic = new Traffic(server.fact("URL"), KEY, unmet)) {
      double most = 0;
      for (int clients = 1; clients <= AT_ONCE; clients *= 2) {
        most = Math.max(most, burst(traffic, clients));
      }
      return most;
    }
  }

  // Returns the requests a second.
  private double burst(Traffic traffic, int clients) {
    long before = number.get();
    long start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        threads.execute(() -> {
          while (System.nanoTime() - start < step.toNanos()
              || number.get() - before < LEAST_REQUESTS) {
            traffic.send(number.getAndIncrement());
          }
        });
      }
    }
    return (number.get() - before) * 1e9 / (System.nanoTime() - start);
  }

  // Returns the number of responses by status.
  private String soak(double perSecond, Duration time) throws IOException, InterruptedException {
    try (var traffic = new Traffic(server.fact("URL"), KEY, unmet)) {
      send(traffic, perSecond, time);
      burst(traffic, AT_ONCE);
      if (!traffic.undocumented().isEmpty()) {
        throw new IllegalStateException("undocumented: " + traffic.undocumented());
      }
      return traffic.statuses();
    }
  }

  // Whatever the last ones do, the next request starts at its time, unless too many are on their
  // way.
  private void send(Traffic traffic, double perSecond, Duration time) throws InterruptedException {
    var inFlight = new Semaphore(AT_ONCE);
    long start = System.nanoTime();
    long count = Math.round(perSecond * time.toSeconds());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long i = 0; i < count && System.nanoTime() - start < time.toNanos(); i++) {
        LockSupport.parkNanos(start + Math.round(i * 1e9 / perSecond) - System.nanoTime());
        inFlight.acquire();
        threads.execute(() -> {
          try {
            traffic.send(number.getAndIncrement());
          } finally {
            inFlight.release();
          }
        });
      }
    }
  }

  // Waits for idle connections to end, until there are no more than at first.
  private Footprint footprint(long filesAtFirst) throws IOException, InterruptedException {
    long pid = server.java();
    long end = System.nanoTime() + IDLE.toNanos();
    do {
      Thread.sleep(Duration.ofSeconds(1));
    } while (entries(pid, "fd") > filesAtFirst + MORE_FILES && System.nanoTime() < end);
    command("jcmd", Long.toString(pid), "GC.run");
    var columns = command("jstat", "-gc", Long.toString(pid)).lines().toList();
    var names = List.of(columns.getFirst().trim().split(" +"));
    var values = List.of(columns.getLast().trim().split(" +"));
    double used = 0;
    for (var space : List.of("S0U", "S1U", "EU", "OU")) {
      used += Double.parseDouble(values.get(names.indexOf(space))) / 1024;
    }
    return new Footprint(used, entries(pid, "task"), entries(pid, "fd"));
  }

  private static long entries(long pid, String directory) throws IOException {
    try (var files = Files.list(Path.of("/proc", Long.toString(pid), directory))) {
      return files.count();
    }
  }

  private static String command(String name, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
    return output;
  }
}
