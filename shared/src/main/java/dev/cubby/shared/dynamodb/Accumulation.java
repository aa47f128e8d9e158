package dev.cubby.shared.dynamodb;

import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.cubby.shared.time.Timestamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// What one write adds to an item that many writers share, by the names of attributes: numbers that
/// are added to sums, numbers that may be the least or the greatest so far, and tallies, which one
/// writer at a time raises. DynamoDB adds exactly, up to 38 digits.
///
/// DynamoDB has no minimum: a write can only replace an extreme. The first attempt therefore
/// assumes that no extreme moves, which is the common case. If DynamoDB refuses it, the item that
/// was `found` shows which extremes move, and the next attempt assumes exactly these. `found` is
/// null for the first attempt, and empty where there is no item yet.
public record Accumulation(
    Key key,
    Map<String, BigDecimal> sums,
    Map<String, BigDecimal> least,
    Map<String, BigDecimal> greatest,
    Map<String, BigDecimal> tallies,
    Instant expiresAt,
    @Nullable Attributes found) {

  /// The update of the item.
  Update.Builder toUpdate() {
    var expression = new Expression(found);
    sums.forEach(expression::add);
    least.forEach((name, value) -> expression.extreme(name, value, -1));
    greatest.forEach((name, value) -> expression.extreme(name, value, 1));
    tallies.forEach(expression::tally);
    return expression.toUpdate(expiresAt).key(key.toAttributes().toMap());
  }

  /// Gathers the parts of the update. Placeholders are numbered, as names can be anything.
  private static final class Expression {

    private final @Nullable Attributes found;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final List<String> additions = new ArrayList<>();
    private final List<String> assignments = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    Expression(@Nullable Attributes found) {
      this.found = found;
    }

    void add(String name, BigDecimal value) {
      additions.add(name(name) + " " + value(value));
    }

    /// `sign` is 1 for the greatest, -1 for the least. An extreme that moves need not be what was
    /// found: it only moves one way, so whoever was overtaken finds it good as it is.
    void extreme(String name, BigDecimal value, int sign) {
      var attribute = name(name);
      var candidate = value(value);
      if (isAbsent(name)) {
        assignments.add(attribute + " = " + candidate);
        conditions.add("attribute_not_exists(" + attribute + ")");
      } else if (found != null && value.compareTo(former(name)) * sign > 0) {
        assignments.add(attribute + " = " + candidate);
        conditions.add(attribute + (sign > 0 ? " < " : " > ") + candidate);
      } else {
        conditions.add(attribute + (sign > 0 ? " >= " : " <= ") + candidate);
      }
    }

    /// Raises what must still be what was found.
    void tally(String name, BigDecimal value) {
      var attribute = name(name);
      if (isAbsent(name)) {
        assignments.add(attribute + " = " + value(value));
        conditions.add("attribute_not_exists(" + attribute + ")");
      } else if (found != null && value.compareTo(former(name)) > 0) {
        assignments.add(attribute + " = " + value(value));
        conditions.add(attribute + " = " + value(former(name)));
      } else {
        conditions.add(attribute + " >= " + value(value));
      }
    }

    private boolean isAbsent(String name) {
      return found != null && !found.has(name);
    }

    private BigDecimal former(String name) {
      return requireNonNull(found).decimal(name);
    }

    Update.Builder toUpdate(Instant expiresAt) {
      names.put("#TTL", "TTL");
      values.put(":TTL", fromN(Long.toString(Timestamp.ceiling(expiresAt).getEpochSecond())));
      assignments.add("#TTL = :TTL");
      var builder =
          Update.builder()
              .updateExpression(
                  "SET " + String.join(",", assignments) + " ADD " + String.join(",", additions))
              .expressionAttributeNames(names)
              .expressionAttributeValues(values);
      return conditions.isEmpty()
          ? builder
          : builder.conditionExpression(String.join(" AND ", conditions));
    }

    private String name(String name) {
      var placeholder = "#" + names.size();
      names.put(placeholder, name);
      return placeholder;
    }

    private String value(BigDecimal value) {
      var placeholder = ":" + values.size();
      values.put(placeholder, fromN(value.toPlainString()));
      return placeholder;
    }
  }
}
