package dev.cubby.shared.dynamodb;

import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Changes to an item that many writers share, by attribute: numbers to add to sums, candidates for
/// minimums and maximums, and tallies, which one writer at a time raises. DynamoDB adds exactly, up
/// to 38 digits.
///
/// DynamoDB has no minimum or maximum: a write can only replace the value. The first attempt
/// therefore assumes that no extreme changes, which is the common case. If DynamoDB rejects it, the
/// item that was `found` shows which extremes change, and the next attempt assumes exactly these.
/// `found` is null for the first attempt and empty if the item does not exist.
public record Accumulation(
    Key key,
    Map<String, BigDecimal> sums,
    Map<String, BigDecimal> least,
    Map<String, BigDecimal> greatest,
    Map<String, BigDecimal> tallies,
    Instant expiresAt,
    @Nullable Attributes found) {

  /// Returns the update of the item.
  Update.Builder toUpdate() {
    var expression = new Expression(found);
    sums.forEach(expression::add);
    least.forEach((name, value) -> expression.extreme(name, value, -1));
    greatest.forEach((name, value) -> expression.extreme(name, value, 1));
    tallies.forEach(expression::tally);
    return expression.toUpdate(expiresAt).key(key.toAttributes().toMap());
  }

  /// Collects the parts of the update. Placeholders are numbered, because attribute names can
  /// contain any character.
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

    /// `sign` is 1 for a maximum, -1 for a minimum. The condition allows other values than the one
    /// found: an extreme only moves one way, so the slower writer needs no change.
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

    /// Raises a tally that has not changed since it was found.
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
      values.put(":TTL", fromN(Long.toString(expiresAt.getEpochSecond())));
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
