package dev.cubby.architecture;

import static java.math.RoundingMode.HALF_UP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cubby.shared.log.RequestLog;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The dashboard and the saved queries of template.yaml show what there is.
class DashboardTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode TEMPLATE = read(Path.of("../template.yaml"));
  private static final JsonNode RESOURCES = TEMPLATE.path("Resources");
  private static final String BODY = RESOURCES.at("/Dashboard/Properties/DashboardBody").asText();

  // CloudWatch bills each custom metric by itself.
  private static final int METRICS = 10;

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z:]+)[.A-Za-z]*}");
  private static final Pattern PRICE = Pattern.compile("[0-9]+\\.[0-9]+");
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|@?[a-z]\\w*|[0-9]+");
  private static final Set<String> OF_THE_LANGUAGE =
      Set.of("as", "by", "count", "desc", "fields", "filter", "or", "pct", "sort", "stats", "sum");

  @Test
  void dashboard_refersToWhatTheTemplateHas() throws IOException {
    var references = matches(REFERENCE, BODY).map(reference -> reference.group(1));

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name.startsWith("AWS::") || RESOURCES.has(name)).isTrue());
    assertThat(JSON.readTree(BODY).path("widgets"))
        .isNotEmpty()
        .allSatisfy(widget -> assertThat(widget.at("/properties/title").asText()).isNotEmpty());
  }

  @Test
  void ownMetrics_areFewAndHaveNoDimensions() throws IOException {
    var directive = line().at("/_aws/CloudWatchMetrics/0");
    var metrics = new HashSet<>(directive.path("Metrics").findValuesAsText("Name"));
    for (var filter : ofType("AWS::Logs::MetricFilter")) {
      filter
          .at("/Properties/MetricTransformations")
          .forEach(transformation -> {
            assertThat(transformation.has("Dimensions")).isFalse();
            metrics.add(transformation.path("MetricName").asText());
          });
    }

    assertThat(directive.path("Dimensions")).hasToString("[[]]");
    assertThat(metrics).hasSizeBetween(5, METRICS);
  }

  /// The prices of a day are those of the documentation, and the memory is that of a function.
  @Test
  void costOfADay_hasTheDocumentedPrices() throws IOException {
    var expressions = String.join(" ", JSON.readTree(BODY).findValuesAsText("expression"));
    var documented = Files.readString(Path.of("../docs/costs.md")).split("## ", 2)[0];
    var memory = TEMPLATE.at("/Globals/Function/MemorySize").asDouble() / 1024;
    var known =
        Stream.concat(
                matches(PRICE, documented).map(MatchResult::group),
                Stream.of(BigDecimal.valueOf(memory).setScale(2, HALF_UP).toString()))
            .toList();

    assertThat(matches(PRICE, expressions).map(MatchResult::group).distinct())
        .hasSize(7)
        .allSatisfy(price -> assertThat(known).contains(price));
  }

  static Stream<String> queries() throws IOException {
    return Stream.concat(
        ofType("AWS::Logs::QueryDefinition").stream()
            .map(query -> query.at("/Properties/QueryString").asText()),
        JSON.readTree(BODY).findValuesAsText("query").stream()
            .map(query -> query.substring(query.indexOf('|') + 1)));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void query_namesFieldsOfTheLogs(String query) throws IOException {
    var aliases =
        matches(Pattern.compile("as ([a-z]\\w*)"), query)
            .map(alias -> alias.group(1))
            .collect(Collectors.toSet());
    var fields = new HashSet<>(Set.of("@timestamp"));
    line().fieldNames().forEachRemaining(fields::add);
    JSON.readTree(
            RESOURCES.at("/Api/Properties/AccessLogSetting/Format").asText().replace("\n", ""))
        .fieldNames()
        .forEachRemaining(fields::add);

    assertThat(matches(WORD, query).map(MatchResult::group))
        .filteredOn(word -> Character.isLetter(word.charAt(0)) || word.startsWith("@"))
        .filteredOn(word -> !OF_THE_LANGUAGE.contains(word) && !aliases.contains(word))
        .isNotEmpty()
        .allSatisfy(field -> assertThat(fields).contains(field));
  }

  // A line of the functions' log with all its fields.
  private static JsonNode line() throws IOException {
    var log = new RequestLog("GetRecord", "GET /records/{key}", "id");
    log.caller("user", "key");
    log.trace("trace");
    log.add("seconds", 1);
    log.failure(new IllegalStateException());
    return JSON.readTree(log.line(503, Instant.EPOCH, Duration.ZERO));
  }

  private static List<JsonNode> ofType(String type) {
    return StreamSupport.stream(RESOURCES.spliterator(), false)
        .filter(resource -> resource.path("Type").asText().equals(type))
        .toList();
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
