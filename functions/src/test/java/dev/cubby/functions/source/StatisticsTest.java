package dev.cubby.functions.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.DynamoDb;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Statistics against a calculation of their own, in whole numbers of 10^-12, from the numbers
/// themselves.
class StatisticsTest extends SourceCase {

  private static final int DECIMALS = 12;
  private static final int WRITERS = 4;
  private static final BigInteger LIMIT = BigInteger.TEN.pow(15 + DECIMALS);
  private static final MathContext PRECISE = new MathContext(60, RoundingMode.HALF_EVEN);
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final Map<String, List<BigInteger>> written = new TreeMap<>();
  private Api api;

  @BeforeEach
  void createHandlers() {
    api = SourceFunctions.on(dynamoDb.table(), 2);
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void statisticsOf200Events_areExact() throws Exception {
    check(200);
  }

  @Test
  @Tag("slow")
  void statisticsOf2000Events_areExact() throws Exception {
    check(2_000);
  }

  private void check(int events) throws Exception {
    var random = new Random(events);
    var now = Instant.parse(data(write("{}")).path("eventTime").asText());
    var writes =
        IntStream.range(1, events)
            .mapToObj(_ -> task(event(random), now.minusSeconds(age(random))))
            .toList();
    try (var writers = Executors.newFixedThreadPool(WRITERS)) {
      for (var write : writers.invokeAll(writes)) {
        write.get();
      }
    }

    for (var type : List.of("24h_average", "7d_average")) {
      var statistics = MAPPER.readTree(expose(type).hasStatus(200).body()).path("data");
      assertThat(statistics.path("count").asInt()).isEqualTo(events);
      assertThat(statistics.path("fields").propertyStream().map(Map.Entry::getKey))
          .containsExactlyElementsOf(written.keySet());
      written.forEach(
          (pointer, units) -> assertStatistics(statistics.path("fields").path(pointer), units));
    }
  }

  /// All over the last day, but in few buckets: the fewer, the less often a write is refused first.
  private static long age(Random random) {
    return 7_200L * random.nextInt(12) + random.nextInt(1_200);
  }

  private Callable<Answer> task(String event, Instant time) {
    var write = writeCall(event, eventTime(time)).as(writer);
    return () -> api.patiently().call(write).hasStatus(200);
  }

  /// Each field is there in some events only: of the whole range, of a mean far larger than the
  /// spread, of small numbers, and of one that never changes.
  private String event(Random random) {
    var members = new ArrayList<String>();
    add(members, random, "whole", new BigInteger(LIMIT.bitLength() + 8, random).mod(LIMIT));
    add(members, random, "far", LIMIT.subtract(BigInteger.valueOf(1 + random.nextInt(1_000))));
    add(members, random, "small", BigInteger.valueOf(random.nextInt(2_000_000)));
    add(members, random, "same", new BigInteger("123456789012345123456789012"));
    addDouble(members, random.nextDouble() * Math.pow(10, random.nextInt(18) - 3));
    add(members, random, "cents", new BigInteger("10000000000").multiply(whole(random)));
    return "{" + String.join(",", members) + "}";
  }

  private void add(List<String> members, Random random, String name, BigInteger units) {
    if (random.nextInt(4) > 0) {
      var signed = name.equals("far") || random.nextBoolean() ? units : units.negate();
      members.add("\"" + name + "\":" + new BigDecimal(signed, DECIMALS));
      written.computeIfAbsent("/" + name, _ -> new ArrayList<>()).add(signed);
    }
  }

  /// A double as a program writes it, with up to 17 digits.
  private void addDouble(List<String> members, double number) {
    members.add("\"double\":" + number);
    written
        .computeIfAbsent("/double", _ -> new ArrayList<>())
        .add(
            new BigDecimal(Double.toString(number))
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .unscaledValue());
  }

  private static BigInteger whole(Random random) {
    return BigInteger.valueOf(random.nextInt(100_000));
  }

  private static void assertStatistics(JsonNode statistics, List<BigInteger> units) {
    var n = BigInteger.valueOf(units.size());
    var sum = units.stream().reduce(BigInteger.ZERO, BigInteger::add);
    // n² times the sum of the squared distances from the mean, which needs no squares of the
    // numbers themselves.
    var distances =
        units.stream()
            .map(x -> x.multiply(n).subtract(sum).pow(2))
            .reduce(BigInteger.ZERO, BigInteger::add);
    var variance =
        new BigDecimal(distances)
            .divide(new BigDecimal(n.pow(2).multiply(n.subtract(BigInteger.ONE))), PRECISE);

    assertThat(statistics.path("count").bigIntegerValue()).isEqualTo(n);
    assertThat(statistics.path("min").decimalValue())
        .isEqualByComparingTo(
            new BigDecimal(units.stream().min(BigInteger::compareTo).get(), DECIMALS));
    assertThat(statistics.path("max").decimalValue())
        .isEqualByComparingTo(
            new BigDecimal(units.stream().max(BigInteger::compareTo).get(), DECIMALS));
    assertClose(
        statistics.path("mean").decimalValue(),
        new BigDecimal(sum, DECIMALS).divide(new BigDecimal(n), PRECISE));
    assertClose(
        statistics.path("standardDeviation").decimalValue(),
        variance.sqrt(PRECISE).movePointLeft(DECIMALS));
  }

  /// To 14 digits.
  private static void assertClose(BigDecimal actual, BigDecimal expected) {
    assertThat(actual).isCloseTo(expected, within(expected.abs().movePointLeft(14)));
  }
}
