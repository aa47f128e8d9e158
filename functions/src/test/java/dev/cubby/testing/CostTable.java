package dev.cubby.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of costs in docs/architecture.md. [CostTableTest] fails for a row that no test
/// asserts.
public final class CostTable {

  // `Query`, `3 Query`, `GetItem: user, guard` or `2 TransactWriteItems: event, 3 buckets`.
  private static final Pattern CALL = Pattern.compile("(\\d+ )?([A-Z]\\w+)(?:: (.*))?");
  private static final Pattern ITEM = Pattern.compile("(\\d+ )?[a-z][a-z ]*");

  private CostTable() {}

  /// Asserts that `action` consumes what the row `name` states.
  public static void assertStated(String name, DynamoDb dynamoDb, Runnable action) {
    assertThat(dynamoDb.consumptionOf(action)).as(name).isEqualTo(rows().get(name));
  }

  /// The rows by their names.
  static Map<String, Consumption> rows() {
    return DocumentedTable.rows("| endpoint or case |").entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, row -> consumption(row.getValue())));
  }

  private static Consumption consumption(List<String> cells) {
    return new Consumption(
        Stream.of(cells.get(0).split("; "))
            .filter(call -> !call.isEmpty())
            .flatMap(CostTable::calls)
            .sorted()
            .toList(),
        units(cells.get(1)),
        units(cells.get(2)));
  }

  private static double units(String cell) {
    return cell.isEmpty() ? 0 : Double.parseDouble(cell);
  }

  private static Stream<String> calls(String text) {
    var call = match(CALL, text);
    var name = call.group(2);
    if (call.group(3) == null) {
      return Collections.nCopies(number(call), name).stream();
    }
    int items =
        Stream.of(call.group(3).split(", ")).mapToInt(item -> number(match(ITEM, item))).sum();
    return name.startsWith("Transact")
        ? Collections.nCopies(number(call), name + " of " + items).stream()
        : Collections.nCopies(items, name).stream();
  }

  private static MatchResult match(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    assertThat(matcher.matches()).as(text).isTrue();
    return matcher.toMatchResult();
  }

  private static int number(MatchResult counted) {
    return counted.group(1) == null ? 1 : Integer.parseInt(counted.group(1).strip());
  }
}
