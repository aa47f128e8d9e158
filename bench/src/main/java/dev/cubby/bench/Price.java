package dev.cubby.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cubby.bench.Functions.Function;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a million requests of each endpoint cost, without Lambda's duration. Calls and units are
/// those of the cost table in docs/architecture.md, prices those of docs/costs.md, bytes those of
/// the response to the event of events/ and of its line in the log.
final class Price {

  private static final double MEGA_PER_GIGA = 1e-3;

  private static final Pattern COUNT = Pattern.compile("(\\d+) [A-Z].*");

  private final List<List<String>> costs;
  private final Map<String, Double> prices;

  private Price() throws IOException {
    costs = table("docs/architecture.md", "| endpoint or case |");
    prices =
        table("docs/costs.md", "| what | USD |").stream()
            .skip(2)
            .collect(
                Collectors.toMap(cells -> cells.get(1), cells -> Double.valueOf(cells.get(2))));
  }

  static List<Row> run(boolean quick) throws IOException, InterruptedException {
    var price = new Price();
    var rows = new ArrayList<Row>();
    try (var work = new WorkDirectory();
        var aws = new InstantAws()) {
      Functions.unpack(work.path());
      var environment = Environment.of(aws.endpoint(), Map.of());
      for (var function : Functions.withRoute()) {
        if (!quick || function.name().equals("GetRecord")) {
          rows.add(price.row(function, work.path(), environment));
        }
      }
    }
    return rows;
  }

  private Row row(Function function, Path work, Map<String, String> environment)
      throws IOException, InterruptedException {
    var mapper = new ObjectMapper();
    var event = Functions.event(function.name());
    var request = mapper.readTree(event);
    var route = request.path("httpMethod").asText() + " " + request.path("resource").asText();
    var cost =
        costs.stream()
            .filter(cells -> cells.get(1).replace("?", "`").startsWith("`" + route + "`"))
            .findFirst()
            .orElseThrow(() -> new IOException("No costs of " + route));
    try (var process =
        FunctionProcess.start(
            work.resolve(function.artifact()), function.handler(), environment, List.of())) {
      var response = mapper.readTree(process.api().invoke(event).body());
      long sent = bytes(response);
      long logged =
          process
              .output()
              .filter(line -> line.startsWith("{\"_aws\""))
              .mapToLong(line -> line.length() + 1L)
              .sum();
      double reads = units(cost.get(3));
      double writes = units(cost.get(4));
      return new Row("endpoint", cost.get(1))
          .with("status", response.path("statusCode").asInt())
          .with("calls", calls(cost.get(2)))
          .with("read units", reads)
          .with("write units", writes)
          .with("response, bytes", sent)
          .with("log, bytes", logged)
          .with(
              "dollars a million",
              dollars("API Gateway, a million REST requests")
                  + dollars("Lambda, a million invocations")
                  + dollars("DynamoDB, a million read units on demand") * reads
                  + dollars("DynamoDB, a million write units on demand") * writes
                  + dollars("CloudWatch, a GB of logs ingested") * MEGA_PER_GIGA * logged
                  + dollars("a GB sent to the internet") * MEGA_PER_GIGA * sent);
    }
  }

  private double dollars(String what) {
    return requireNonNull(prices.get(what), what);
  }

  // The rows of the table that begins with `head`, by cells.
  private static List<List<String>> table(String file, String head) throws IOException {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .dropWhile(line -> !line.startsWith(head))
          .takeWhile(line -> line.startsWith("|"))
          .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
          .toList();
    }
  }

  private static double units(String cell) {
    return cell.isEmpty() ? 0 : Double.parseDouble(cell);
  }

  private static int calls(String cell) {
    return Stream.of(cell.split("; "))
        .filter(call -> !call.isEmpty())
        .map(COUNT::matcher)
        .mapToInt(call -> call.matches() ? Integer.parseInt(call.group(1)) : 1)
        .sum();
  }

  // Headers as HTTP/1.1 sends them, and the body.
  private static long bytes(JsonNode response) {
    long headers =
        response.path("headers").properties().stream()
            .mapToLong(header -> header.getKey().length() + header.getValue().asText().length() + 4)
            .sum();
    return headers + response.path("body").asText("").getBytes(StandardCharsets.UTF_8).length;
  }
}
