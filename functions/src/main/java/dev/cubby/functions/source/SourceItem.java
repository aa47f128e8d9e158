package dev.cubby.functions.source;

import static dev.cubby.shared.dynamodb.Attributes.millis;
import static dev.cubby.shared.dynamodb.Attributes.seconds;
import static java.time.Instant.EPOCH;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.functions.UserPartition;
import dev.cubby.shared.dynamodb.Accumulation;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Commit.Refused;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.Stamp;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem.Conflict;
import dev.cubby.shared.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The shape of a source in the table. Each of its shards is a partition, in which there are its
/// events and its buckets; the user's partition has a reference to it.
final class SourceItem {

  /// How the sort keys of events begin.
  static final String EVENTS = "EVENT#";

  // The first letter of an attribute of a bucket; its rest is the field's JSON pointer. The pointer
  // of the event itself is empty, so "n" counts the events.
  private static final String COUNT = "n";
  private static final String SUM = "s";
  private static final String LEAST = "a";
  private static final String GREATEST = "z";
  // A square has up to 54 digits: 30 before the point, and 24 after it.
  private static final String SQUARES_INTEGER = "q";
  private static final String SQUARES_FRACTION = "r";

  // How many fields a bucket has.
  private static final String FIELDS = "f";
  // With names of 255 bytes these have 166 KB: a bucket never outgrows an item.
  private static final int MAX_FIELDS = 100;
  // As many digits as the template lets SourceShards have.
  private static final int LONGEST_SHARD = 99;

  private SourceItem() {}

  static String partition(Source source, int shard) {
    return "SOURCE#" + source.userId() + "#" + source.name() + "#" + shard;
  }

  /// By which a purge of the user finds the shard, as [Eraser] wants it.
  static Map<String, AttributeValue> reference(Source source, int shard, Instant expiresAt) {
    var key = new Key(UserPartition.of(source.userId()), "SOURCE#" + source.name() + "#" + shard);
    var item = new HashMap<>(key.toAttributes());
    item.put(Eraser.PARTITION, fromS(partition(source, shard)));
    item.put("writeId", fromS(Stamp.newWriteId()));
    item.put("TTL", seconds(expiresAt));
    return item;
  }

  static Map<String, AttributeValue> event(Event event, int shard, Instant expiresAt) {
    var sortKey = EVENTS + sortable(event.time().toEpochMilli()) + "#" + event.id();
    var item = new HashMap<>(new Key(partition(event.source(), shard), sortKey).toAttributes());
    item.putAll(receipt(event));
    item.put("VALUE", fromS(event.data().text()));
    item.put("TTL", seconds(expiresAt));
    return item;
  }

  /// The largest data, in UTF-8, that an event of `source` can have.
  static int maxDataBytes(Source source) {
    var empty = new Event(source, UuidV7.at(EPOCH), EPOCH, new JsonText(""), Map.of());
    return ItemSize.MAX_BYTES - ItemSize.atMost(event(empty, LONGEST_SHARD, EPOCH));
  }

  static Map<String, AttributeValue> receipt(Event event) {
    return Map.of("eventId", fromS(event.id()), "eventTime", millis(event.time()));
  }

  static Receipt toReceipt(Map<String, AttributeValue> item) {
    return new Receipt(
        Attributes.text(item, "eventId"),
        Instant.ofEpochMilli(Attributes.number(item, "eventTime")));
  }

  static StoredEvent toEvent(Map<String, AttributeValue> item) {
    var receipt = toReceipt(item);
    return new StoredEvent(
        receipt.id(), receipt.eventTime(), new JsonText(Attributes.text(item, "VALUE")));
  }

  /// The sort key of the bucket of that `width` that begins at `start`.
  static String bucketKey(Width width, Instant start) {
    return "BUCKET#" + width.label() + "#" + sortable(start.getEpochSecond());
  }

  /// What `event` adds to its bucket of that `width`, which `refused` attempts may have found.
  ///
  /// @throws ProblemException 409 if the bucket has too many fields already
  static Accumulation accumulation(
      Event event, int shard, Width width, Instant expiresAt, Refused refused) {
    var start = width.floor(event.time());
    var key = new Key(partition(event.source(), shard), bucketKey(width, start));
    var found = refused.found().get(key);
    var sums = new HashMap<String, BigDecimal>();
    var least = new HashMap<String, BigDecimal>();
    var greatest = new HashMap<String, BigDecimal>();
    sums.put(COUNT, BigDecimal.ONE);
    var fields = BigDecimal.valueOf(fields(event, found == null ? Map.of() : found));
    event
        .numbers()
        .forEach((field, number) -> {
          var parts = number.multiply(number).divideAndRemainder(BigDecimal.ONE);
          sums.put(COUNT + field, BigDecimal.ONE);
          sums.put(SUM + field, number);
          sums.put(SQUARES_INTEGER + field, parts[0]);
          sums.put(SQUARES_FRACTION + field, parts[1]);
          least.put(LEAST + field, number);
          greatest.put(GREATEST + field, number);
        });
    return new Accumulation(key, sums, least, greatest, Map.of(FIELDS, fields), expiresAt, found);
  }

  // How many fields `bucket` has together with `event`.
  private static int fields(Event event, Map<String, AttributeValue> bucket) {
    var fields = new HashSet<>(fields(bucket));
    fields.addAll(event.numbers().keySet());
    if (fields.size() > MAX_FIELDS) {
      throw new ProblemException(
          new Conflict(
              "The source would have "
                  + fields.size()
                  + " different numeric fields within an hour; the limit is "
                  + MAX_FIELDS));
    }
    return fields.size();
  }

  static Bucket toBucket(Map<String, AttributeValue> item) {
    var sortKey = Attributes.text(item, "SK");
    var start = Long.parseLong(sortKey.substring(sortKey.lastIndexOf('#') + 1));
    var fields = new TreeMap<String, Figure>();
    fields(item).forEach(field -> fields.put(field, toFigure(item, field)));
    return new Bucket(Instant.ofEpochSecond(start), Attributes.number(item, COUNT), fields);
  }

  private static List<String> fields(Map<String, AttributeValue> bucket) {
    return bucket.keySet().stream()
        .filter(name -> name.startsWith(COUNT + "/"))
        .map(name -> name.substring(COUNT.length()))
        .toList();
  }

  private static Figure toFigure(Map<String, AttributeValue> item, String field) {
    return new Figure(
        Attributes.number(item, COUNT + field),
        Attributes.decimal(item, SUM + field),
        Attributes.decimal(item, SQUARES_INTEGER + field)
            .add(Attributes.decimal(item, SQUARES_FRACTION + field)),
        Attributes.decimal(item, LEAST + field),
        Attributes.decimal(item, GREATEST + field));
  }

  // Digits enough for the year 9999, in milliseconds as in seconds.
  private static String sortable(long number) {
    return String.format(Locale.ROOT, "%015d", number);
  }
}
