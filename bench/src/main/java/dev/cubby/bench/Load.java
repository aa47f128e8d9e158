package dev.cubby.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The local API under wrk, beside a FastAPI app on the same table (`peer.py`), and beside DynamoDB
/// Local alone. The three take turns, so that a busy machine slows all of them.
///
/// On a busy machine requests per second say little: the scheduler favors the process with more
/// threads. CPU time per request, of all processes but wrk, hardly depends on that.
final class Load {

  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final Pattern FAILURES = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final String KEY = "bench-" + ProcessHandle.current().pid();
  private static final Path SCRIPTS = Path.of("bench/src/main/wrk");

  private record Subject(String name, String url, List<String> options) {}

  private record Sample(double perSecond, double cpuMicros) {}

  private final int seconds;
  private final int rounds;
  private final List<Integer> connections;
  private final LocalServer server;
  private final LocalServer peer;

  private Load(boolean quick, LocalServer server, LocalServer peer) {
    this.seconds = quick ? 1 : 4;
    this.rounds = quick ? 1 : 5;
    this.connections = quick ? List.of(32) : List.of(1, 8, 32);
    this.server = server;
    this.peer = peer;
  }

  static List<Row> run(boolean quick) throws IOException, InterruptedException {
    try (var server = LocalServer.api(KEY);
        var peer = LocalServer.peer(server.fact("DynamoDB"))) {
      return new Load(quick, server, peer).rows();
    }
  }

  private List<Row> rows() throws IOException, InterruptedException {
    var table = server.fact("DynamoDB") + "/";
    var key = List.of("-H", "x-api-key: " + KEY);
    var gets = new ArrayList<Subject>();
    var posts = new ArrayList<Subject>();
    for (var url : List.of(server.fact("URL"), peer.fact("URL"))) {
      gets.add(new Subject("GET", url + "/records/read", key));
      posts.add(new Subject("POST", url + "/records/", script("post.lua", KEY)));
    }
    gets.add(new Subject("GetItem", table, script("dynamodb.lua", "GetItem")));
    posts.add(new Subject("PutItem", table, script("dynamodb.lua", "PutItem")));
    createRecord();
    // For the JIT compiler.
    warm(posts);
    warm(gets);
    var rows = new ArrayList<Row>();
    for (int number : connections) {
      rows.add(row("GET", number, gets));
      rows.add(row("POST", number, posts));
    }
    return rows;
  }

  private void createRecord() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.fact("URL") + "/records/read"))
            .header("x-api-key", KEY)
            .POST(BodyPublishers.ofString("{\"v\":\"" + "x".repeat(192) + "\"}"))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 201) {
        throw new IllegalStateException("POST returns " + status);
      }
    }
  }

  private static List<String> script(String name, String argument) {
    return List.of("-s", SCRIPTS.resolve(name).toString(), argument);
  }

  private void warm(List<Subject> subjects) throws IOException, InterruptedException {
    for (var subject : subjects) {
      sample(subject, 8, rounds * seconds);
    }
  }

  private Row row(String method, int number, List<Subject> subjects)
      throws IOException, InterruptedException {
    var samples = subjects.stream().map(_ -> new ArrayList<Sample>()).toList();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < subjects.size(); i++) {
        samples.get(i).add(sample(subjects.get(i), number, seconds));
      }
    }
    var row = new Row("method", method).with("connections", number);
    for (int i = 0; i < subjects.size(); i++) {
      var name = List.of("Cubby", "FastAPI", "DynamoDB Local").get(i);
      row.with(
              name + ", a second",
              Figure.of(samples.get(i).stream().map(Sample::perSecond).toList()))
          .with(
              name + ", CPU µs",
              Figure.of(samples.get(i).stream().map(Sample::cpuMicros).toList()));
    }
    var perSecond = new ArrayList<Double>();
    var cpu = new ArrayList<Double>();
    var outside = new ArrayList<Double>();
    for (int round = 0; round < rounds; round++) {
      var api = samples.get(0).get(round);
      perSecond.add(api.perSecond() / samples.get(1).get(round).perSecond());
      cpu.add(samples.get(1).get(round).cpuMicros() / api.cpuMicros());
      outside.add(1 - samples.get(2).get(round).cpuMicros() / api.cpuMicros());
    }
    return row.with("Cubby ÷ FastAPI, a second", Figure.of(perSecond))
        .with("FastAPI ÷ Cubby, CPU", Figure.of(cpu))
        .with("CPU outside DynamoDB Local", Figure.of(outside));
  }

  private Sample sample(Subject subject, int number, int seconds)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("wrk", "-t1", "-c" + number, "-d" + seconds + "s"));
    var options = subject.options();
    boolean scripted = options.getFirst().equals("-s");
    command.addAll(scripted ? options.subList(0, 2) : options);
    command.add(subject.url());
    if (scripted) {
      command.addAll(List.of("--", options.getLast()));
    }
    double cpu = server.cpuMicros() + peer.cpuMicros();
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text;
    try (var output = process.inputReader()) {
      text = output.readAllAsString();
    }
    int status = process.waitFor();
    cpu = server.cpuMicros() + peer.cpuMicros() - cpu;
    var requests = REQUESTS.matcher(text);
    if (status != 0 || !requests.find()) {
      throw new IllegalStateException(subject.name() + " " + subject.url() + " failed:\n" + text);
    }
    // Requests that time out because the machine is too busy do not count.
    var failures = FAILURES.matcher(text);
    int failed = failures.find() ? Integer.parseInt(failures.group(1)) : 0;
    int count = Math.max(1, Integer.parseInt(requests.group(1)) - failed);
    return new Sample((double) count / seconds, cpu / count);
  }
}
