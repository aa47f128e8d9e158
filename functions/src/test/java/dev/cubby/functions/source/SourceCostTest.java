package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.CostCase;
import dev.cubby.testing.CostTable;
import dev.cubby.testing.DocumentedTable;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What each endpoint of sources costs. Of a transaction DynamoDB Local counts the units as it
/// pleases: these come from the sizes of the items. The table in docs/architecture.md says the
/// same.
class SourceCostTest extends SourceCase implements CostCase {

  private static final Map<String, List<String>> WINDOWS = DocumentedTable.rows("| type | from |");
  private static final List<String> DAYS = List.of("24h_average", "24h_devt");
  private static final List<String> WEEKS = List.of("7d_average", "7d_devt");

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = SourceFunctions.on(dynamoDb.table());
  }

  @Override
  Api api() {
    return api;
  }

  @Override
  public DynamoDb dynamoDb() {
    return dynamoDb;
  }

  @Override
  public Answer call(Call call) {
    return api.call(call.as(user.key(READ, WRITE)));
  }

  @Test
  void request_consumesWhatTheTableStates() {
    // So that a day has small buckets at both ends.
    api.elapse(Duration.ofMinutes(33));
    var event = writeCall(fiveFields("5"));
    assertStated("`POST /source/write_raw` into new buckets", event, 200);
    assertStated("`POST /source/write_raw`, five fields", event, 200);
    assertStated(
        "`POST /source/write_raw` with `Idempotency-Key`",
        event.header("Idempotency-Key", "k"),
        200);
    assertStated("`POST /source/expose`, `latest`", exposeCall("latest", "default"), 200);
    assertStated("`POST /source/expose`, a day", exposeCall("24h_average", "default"), 200);
    CostTable.assertStated(
        "`GET /source/actions`",
        dynamoDb,
        () -> actions("userId=" + user.userId() + "&name=default").hasStatus(200));
    assertStated("`GET /sources`", Call.get("/sources"), 200);
  }

  @Test
  void action_hasTheSizeThatTheTableStates() {
    write("{}", "\"name\":\"source\"").hasStatus(200);

    assertSize("action", "ACTION#", Map.of("source", 6, "action", 9));
  }

  @Test
  void write_isOneCallWhileNoExtremeMovesAndTwoWhenOneDoes() {
    assertThat(callsOf(fiveFields("5"))).isEqualTo(2);
    assertThat(callsOf(fiveFields("5"))).isOne();
    assertThat(callsOf(fiveFields("6"))).isEqualTo(2);
    assertThat(callsOf(fiveFields("4.5"))).isEqualTo(2);
    assertThat(callsOf(fiveFields("5.25"))).isOne();
    assertThat(callsOf("{}")).isOne();
    assertThat(callsOf("{\"new\":1}")).isEqualTo(2);

    api.elapse(Duration.ofMinutes(5));
    assertThat(callsOf(fiveFields("5"))).isEqualTo(2);
    assertThat(callsOf(fiveFields("5"))).isOne();
  }

  @Test
  void refusedRequest_isNoCall() {
    write("{\"a\":1e15}").isProblem(400);
    write("{}", "\"name\":\"#\"").isProblem(400);
    expose("nonsense").isProblem(400);
    expose("latest", "#").isProblem(400);
    actions("limit=1").isProblem(400);

    assertThat(dynamoDb.calls()).isZero();
  }

  /// Two for each started kilobyte of the event, the action, the three buckets, and the reference.
  @Test
  void writeOfFiveFields_is12Units() {
    write(fiveFields("999999999999999.999999999999"));
    write(fiveFields("-999999999999999.999999999999"));

    assertThat(unitsOf("BUCKET#")).containsExactly(2, 2, 2);
    assertThat(unitsOf("EVENT#")).containsExactly(2, 2);
    assertThat(unitsOf("ACTION#")).containsExactly(2, 2);
    assertThat(unitsOf("SOURCE#")).containsExactly(2);
  }

  /// As many fields as an hour can have, with names and numbers as long as there are.
  @Test
  void writeIntoTheLargestBuckets_isAtMost146Units() {
    for (var number : List.of("-999999999999999.999999999999", "-999999999999998.999999999999")) {
      write(manyFields(0, number)).hasStatus(200);
      write(manyFields(50, number)).hasStatus(200);
    }

    // A little less than after more events, whose sums are longer.
    assertThat(unitsOf("BUCKET#"))
        .hasSize(3)
        .allSatisfy(units -> assertThat(units).isBetween(42, 44));
    assertThat(unitsOf("EVENT#")).containsOnly(6);
    assertThat(unitsOf("ACTION#")).containsOnly(2);
    assertThat(unitsOf("SOURCE#")).containsExactly(2);
  }

  @Test
  void latest_isOneQueryOfOneItemAndTheAction() {
    for (int i = 0; i < 20; i++) {
      write("{}");
    }

    assertCost(exposeCall("latest", "default"), 200, 2, 1 + 1);
    api.elapse(Duration.ofDays(9));
    assertCost(exposeCall("latest", "default"), 404, 2, 1 + 1);
  }

  @Test
  void windowsOfADay_costTheSameHoweverManyEventsThereAre() {
    var units = unitsAfter(Duration.ofHours(25), 50, DAYS);

    // Sums are shorter than after 300 events.
    assertThat(units.getFirst()).isBetween(stated("24h_average") - 1, stated("24h_average"));
    assertThat(units.getLast()).isBetween(stated("24h_devt") - 1, stated("24h_devt"));
  }

  @Test
  @Tag("slow")
  void windowsOfAWeek_costTheSameHoweverManyEventsThereAre() {
    var windows = Stream.concat(DAYS.stream(), WEEKS.stream()).toList();

    assertThat(unitsAfter(Duration.ofDays(8), 300, windows))
        .isEqualTo(windows.stream().map(SourceCostTest::stated).toList());
  }

  // The units of a window in docs/architecture.md.
  private static double stated(String type) {
    return Double.parseDouble(requireNonNull(WINDOWS.get("`" + type + "`")).getLast());
  }

  /// Fills each bucket of `time` with numbers as long as there are, at a time of day with the most
  /// small buckets at its edges, and then writes `more` events. Returns what `windows` cost then.
  private List<Double> unitsAfter(Duration time, int more, List<String> windows) {
    api.elapse(Duration.ofMinutes(3));
    var now = Instant.parse(data(write("{}")).path("eventTime").asText());
    for (var t = now; t.isAfter(now.minus(time)); t = t.minusSeconds(step(now, t))) {
      write(fiveFields("-999999999999999.999999999999"), eventTime(t));
      write(fiveFields("998999999999999.999999999999"), eventTime(t));
    }
    var before = windows.stream().map(this::units).toList();
    for (int i = 0; i < more; i++) {
      write(fiveFields("0.000000000001"), eventTime(now.minusSeconds(i * 200L)));
    }
    var after = windows.stream().map(this::units).toList();
    for (int i = 0; i < windows.size(); i++) {
      // Longer sums.
      assertThat(before.get(i)).isBetween(after.get(i) - 1, after.get(i));
    }
    return after;
  }

  @Test
  void windowOfNothing_isItsQueriesAndTheAction() {
    for (var types : List.of(DAYS, WEEKS)) {
      assertThat(types).allSatisfy(type -> assertThat(units(type)).isLessThanOrEqualTo(3));
    }
  }

  @Test
  void actions_areOneQuery() {
    write("{}");
    dynamoDb.calls();
    dynamoDb.units();

    actions("userId=" + user.userId() + "&name=default").hasStatus(200);

    assertThat(dynamoDb.calls()).isOne();
    assertThat(dynamoDb.units()).isEqualTo(0.5);
  }

  // Five minutes at both ends of the last day, a quarter of an hour between, an hour before that.
  private static long step(Instant now, Instant time) {
    long age = Duration.between(time, now).toMinutes();
    if (age > 26 * 60) {
      return 3_600;
    }
    return age > 70 && age < 22 * 60 ? 900 : 300;
  }

  /// What a transaction costs that writes an item as it is, for each whose sort key begins so.
  private List<Integer> unitsOf(String prefix) {
    return dynamoDb.items().stream()
        .filter(item -> requireNonNull(item.get("SK")).s().startsWith(prefix))
        .map(Units::inTransaction)
        .toList();
  }

  private int callsOf(String data) {
    dynamoDb.calls();
    write(data).hasStatus(200);
    return dynamoDb.calls();
  }

  /// The read units of a window. Its action is one write unit more.
  private double units(String type) {
    dynamoDb.calls();
    dynamoDb.units();
    expose(type).hasStatus(200);
    assertThat(dynamoDb.calls()).isLessThanOrEqualTo(type.startsWith("24h") ? 4 : 2);
    return dynamoDb.units() - 1;
  }

  // Fifty fields whose JSON pointers have 1 024 bytes: 26 of 20 and 24 of 21.
  private static String manyFields(int first, String number) {
    return IntStream.range(first, first + 50)
        .mapToObj(i -> "\"" + "x".repeat(i % 50 < 26 ? 17 : 18) + "%02d\":%s".formatted(i, number))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String fiveFields(String number) {
    var fields = List.of("temperature", "humidity", "pressure", "wind", "light");
    return "{"
        + String.join(",", fields.stream().map(name -> "\"" + name + "\":" + number).toList())
        + "}";
  }
}
