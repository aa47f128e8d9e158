package dev.cubby.bench;

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
import java.util.stream.Stream;

/// What a million requests of each endpoint cost, without Lambda's duration. Calls and units are
/// those of the cost table in docs/architecture.md, bytes those of the response to the event of
/// events/ and of its line in the log.
final class Price {

  // Dollars in us-east-1, on demand, first tier, without free tiers: AWS Price List, offers
  // AmazonApiGateway, AWSLambda, AmazonDynamoDB, AmazonCloudWatch and AWSDataTransfer, November
  // 2025.
  private static final double GATEWAY_REQUESTS = 3.50;
  private static final double INVOCATIONS = 0.20;
  private static final double READ_UNITS = 0.125;
  private static final double WRITE_UNITS = 0.625;
  private static final double LOG_GIGABYTE = 0.50;
  private static final double SENT_GIGABYTE = 0.09;

  private static final double MEGA_PER_GIGA = 1e-3;

  private static final Pattern COUNT = Pattern.compile("(\\d+) [A-Z].*");

  private Price() {}

  static List<Row> run(boolean quick) throws IOException, InterruptedException {
    var costs = costs();
    var rows = new ArrayList<Row>();
    try (var work = new WorkDirectory();
        var aws = new InstantAws()) {
      Functions.unpack(work.path());
      var environment = Environment.of(aws.endpoint(), Map.of());
      for (var function : Functions.withRoute()) {
        if (!quick || function.name().equals("GetRecord")) {
          rows.add(row(function, work.path(), environment, costs));
        }
      }
    }
    return rows;
  }

  private static Row row(
      Function function, Path work, Map<String, String> environment, List<List<String>> costs)
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
              GATEWAY_REQUESTS
                  + INVOCATIONS
                  + READ_UNITS * reads
                  + WRITE_UNITS * writes
                  + MEGA_PER_GIGA * (LOG_GIGABYTE * logged + SENT_GIGABYTE * sent));
    }
  }

  // The rows of the cost table, by cells.
  private static List<List<String>> costs() throws IOException {
    try (var lines = Files.lines(Path.of("docs/architecture.md"))) {
      return lines
          .dropWhile(line -> !line.startsWith("| endpoint or case |"))
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
