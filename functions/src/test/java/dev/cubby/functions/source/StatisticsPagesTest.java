package dev.cubby.functions.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cubby.shared.http.LambdaResult;
import dev.cubby.shared.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// As many fields as two shards can have in a week, with names and numbers that take as much of a
/// response as any: each bucket has fields of its own.
class StatisticsPagesTest {

  private static final int SHARDS = 2;
  private static final int FIELDS = 100;
  // Beside the statistics, a response has the bounds of each step.
  private static final int MAX_BYTES = LambdaResult.MAX_BODY_BYTES + 2_000;
  private static final BigDecimal LONGEST = new BigDecimal("-999999999999999.999999999999");

  private final Window window = Window.week(Instant.parse("2096-01-02T03:04:05Z"));
  private final List<Bucket> buckets =
      Stream.iterate(window.from(), window.to()::isAfter, time -> time.plusSeconds(3_600))
          .flatMap(hour -> IntStream.range(0, SHARDS).mapToObj(shard -> bucket(hour, shard)))
          .toList();

  @Test
  void averageOfTheMostFields_comesInPages() throws Exception {
    var pages = pages(QueryType.WEEK_AVERAGE);

    assertThat(pages)
        .hasSizeGreaterThan(1)
        .allSatisfy(page -> assertThat(page.path("count").asInt()).isEqualTo(buckets.size() * 2));
    assertThat(pages.stream().flatMap(StatisticsPagesTest::names))
        .hasSize(buckets.size() * FIELDS)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void developmentOfTheMostFields_comesInPagesWithEveryStep() throws Exception {
    var pages = pages(QueryType.WEEK_DEVELOPMENT);

    assertThat(pages)
        .hasSizeGreaterThan(1)
        .allSatisfy(page -> assertThat(page.path("steps")).hasSize(8));
    assertThat(
            pages.stream()
                .flatMap(page -> page.path("steps").valueStream())
                .flatMap(StatisticsPagesTest::names))
        .hasSize(buckets.size() * FIELDS)
        .doesNotHaveDuplicates();
  }

  private List<JsonNode> pages(QueryType type) throws JsonProcessingException {
    var mapper = new ObjectMapper();
    var pages = new ArrayList<JsonNode>();
    for (var cursor = ""; cursor != null; ) {
      var page = StatisticsDocument.of(type, new Source("u", "default"), window, buckets, cursor);
      var text = Json.write(page);
      assertThat(LambdaResult.bytes(text)).isLessThan(MAX_BYTES);
      pages.add(mapper.readTree(text));
      cursor = page.next();
    }
    return pages;
  }

  private static Stream<String> names(JsonNode statistics) {
    return statistics.path("fields").propertyStream().map(Map.Entry::getKey);
  }

  // Two numbers in each field, whose names have 20 bytes and take 98 in a response.
  private static Bucket bucket(Instant hour, int shard) {
    var two = BigDecimal.valueOf(2);
    var figure =
        new Statistics(2, LONGEST.multiply(two), LONGEST.pow(2).multiply(two), LONGEST, LONGEST);
    var fields = new HashMap<String, Statistics>();
    for (int i = 0; i < FIELDS; i++) {
      var number = (hour.getEpochSecond() / 3_600 * SHARDS + shard) * FIELDS + i;
      fields.put("/" + "\u0001".repeat(13) + "%06d".formatted(number % 1_000_000), figure);
    }
    return new Bucket(hour, 2, fields);
  }
}
