package dev.cubby.shared.dynamodb;

import dev.cubby.shared.time.Timestamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes of an item, or of part of it. Immutable.
///
/// Readers throw [IllegalStateException] if the attribute is missing, because then Cubby did not
/// write the item. A null attribute is absent from a new item and removed by an update.
public final class Attributes {
  public static final Attributes NONE = new Attributes(Map.of());

  private final Map<String, @Nullable AttributeValue> values;

  private Attributes(Map<String, @Nullable AttributeValue> values) {
    this.values = values;
  }

  static Attributes of(Map<String, AttributeValue> values) {
    return new Attributes(Collections.unmodifiableMap(values));
  }

  public Attributes with(String name, @Nullable String text) {
    return with(name, text == null ? null : AttributeValue.fromS(text));
  }

  public Attributes with(String name, @Nullable Binary bytes) {
    return with(
        name, bytes == null ? null : AttributeValue.fromB(SdkBytes.fromByteArray(bytes.toBytes())));
  }

  public Attributes with(String name, long number) {
    return with(name, AttributeValue.fromN(Long.toString(number)));
  }

  /// Adds a number of at most 38 digits.
  public Attributes with(String name, @Nullable BigDecimal number) {
    return with(name, number == null ? null : AttributeValue.fromN(number.toPlainString()));
  }

  /// Adds a time in milliseconds since 1970.
  public Attributes withMillis(String name, Instant time) {
    return with(name, time.toEpochMilli());
  }

  /// Adds a time in seconds since 1970, to compare a `TTL` with.
  Attributes withSeconds(String name, Instant time) {
    return with(name, time.getEpochSecond());
  }

  /// Adds a `TTL`, the second in which an item expires, rounded up so that no item expires early;
  /// null for never.
  public Attributes withExpiry(@Nullable Instant time) {
    return time == null
        ? with("TTL", (AttributeValue) null)
        : with("TTL", Timestamp.ceiling(time).getEpochSecond());
  }

  /// Adds a map of attributes.
  Attributes with(String name, Attributes map) {
    return with(name, AttributeValue.fromM(map.toMap()));
  }

  /// Adds all of `others`.
  public Attributes with(Attributes others) {
    var all = new HashMap<>(values);
    all.putAll(others.values);
    return new Attributes(all);
  }

  /// Returns the attributes with these `names`.
  Attributes only(Collection<String> names) {
    var some = new HashMap<>(values);
    some.keySet().retainAll(names);
    return new Attributes(some);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public boolean has(String name) {
    return values.get(name) != null;
  }

  /// Whether these attributes have the values of `others`, and lack what is null there.
  boolean hasAll(Attributes others) {
    return others.values.entrySet().stream()
        .allMatch(other -> Objects.equals(values.get(other.getKey()), other.getValue()));
  }

  /// Returns the names of the attributes that are present.
  public Set<String> names() {
    var names = new HashSet<>(values.keySet());
    names.removeIf(name -> !has(name));
    return names;
  }

  public String text(String name) {
    return value(name).s();
  }

  public @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  public Binary binary(String name) {
    return Binary.of(value(name).b().asByteArray());
  }

  public long number(String name) {
    return Long.parseLong(value(name).n());
  }

  public BigDecimal decimal(String name) {
    return new BigDecimal(value(name).n());
  }

  /// Reads a time in milliseconds since 1970.
  public Instant millis(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  /// Reads a time in seconds since 1970.
  public @Nullable Instant secondsOrNull(String name) {
    return has(name) ? Instant.ofEpochSecond(number(name)) : null;
  }

  Attributes map(String name) {
    return of(value(name).m());
  }

  /// Returns the present attributes as the SDK's type.
  Map<String, AttributeValue> toMap() {
    var present = new HashMap<String, AttributeValue>();
    values.forEach((name, value) -> {
      if (value != null) {
        present.put(name, value);
      }
    });
    return present;
  }

  /// Returns the attributes as the SDK's type, with null for those that an update removes.
  Map<String, @Nullable AttributeValue> toMapWithNulls() {
    return values;
  }

  private AttributeValue value(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "Item " + values.get("PK") + " " + values.get("SK") + " has no " + name);
    }
    return value;
  }

  Attributes with(String name, @Nullable AttributeValue value) {
    var all = new HashMap<>(values);
    all.put(name, value);
    return new Attributes(all);
  }
}
