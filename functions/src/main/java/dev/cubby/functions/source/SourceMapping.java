package dev.cubby.functions.source;

import static java.time.Instant.EPOCH;

import dev.cubby.shared.dynamodb.Accumulation;
import dev.cubby.shared.dynamodb.Attributes;
import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.Index;
import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.KeyRange;
import dev.cubby.shared.dynamodb.Listing;
import dev.cubby.shared.dynamodb.Transaction.Canceled;
import dev.cubby.shared.dynamodb.UserPartition;
import dev.cubby.shared.dynamodb.VersionAttributes;
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

/// The layout of a source in the table. Each shard is a partition that contains events and buckets;
/// the user's partition has a reference to it.
final class SourceMapping {

  /// The prefix of the sort keys of events.
  static final String EVENTS = "EVENT#";

  private static final String REFERENCES = "SOURCE#";

  // The prefixes of a bucket's attributes, followed by the field's JSON pointer. The pointer of the
  // event itself is empty, so "n" counts the events.
  private static final String COUNT = "n";
  private static final String SUM = "s";
  private static final String LEAST = "a";
  private static final String GREATEST = "z";
  // A square has up to 54 digits: 30 before the decimal point and 24 after it.
  private static final String SQUARES_INTEGER = "q";
  private static final String SQUARES_FRACTION = "r";

  // The number of fields in a bucket.
  private static final String FIELDS = "f";
  // With names of 2 KB in total and the longest numbers, these take 22 KB.
  private static final int MAX_FIELDS = 100;
  // As many digits as the template allows for SourceShards.
  private static final int LONGEST_SHARD = 99;

  private SourceMapping() {}

  static String partition(Source source, int shard) {
    return "SOURCE#" + source.userId() + "#" + source.name() + "#" + shard;
  }

  /// Returns the reference to a shard, in the form that [Eraser] expects. Lists find the source by
  /// it, a purge finds the shard.
  static Attributes reference(Source source, int shard, Instant expiresAt) {
    return new Key(UserPartition.of(source.userId()), REFERENCES + source.name() + "#" + shard)
        .toAttributes()
        .with(Eraser.PARTITION, partition(source, shard))
        .with("writeId", VersionAttributes.newWriteId())
        .withExpiry(expiresAt);
  }

  /// Returns the references of a user, with source and shard, `name#3`, as position. The next page
  /// starts after that shard; with the name alone as position, after all shards of the source,
  /// whose digits sort between `#` and `~`.
  static Listing references(String userId, boolean ascending) {
    var partition = UserPartition.of(userId);
    var end = ascending ? "#~" : "#";
    return new Listing(
        KeyRange.beginningWith(Index.TABLE, partition, REFERENCES),
        reference -> reference.text("SK").substring(REFERENCES.length()),
        position ->
            new Key(partition, REFERENCES + position + (position.contains("#") ? "" : end))
                .toAttributes());
  }

  /// Returns the name of the source in a position of [#references].
  static String sourceName(String position) {
    return position.substring(0, position.indexOf('#'));
  }

  static Attributes event(Event event, int shard, Instant expiresAt) {
    var sortKey = EVENTS + sortable(event.time().toEpochMilli()) + "#" + event.id();
    return new Key(partition(event.source(), shard), sortKey)
        .toAttributes()
        .with(receipt(event))
        .with("VALUE", event.data().text())
        .withExpiry(expiresAt);
  }

  /// Returns the maximum size in UTF-8 of an event's data.
  static int maxDataBytes(Source source) {
    var empty = new Event(source, UuidV7.at(EPOCH), EPOCH, new JsonText(""), Map.of());
    return ItemSize.MAX_BYTES - ItemSize.atMost(event(empty, LONGEST_SHARD, EPOCH));
  }

  static Attributes receipt(Event event) {
    return Attributes.NONE.with("eventId", event.id()).withMillis("eventTime", event.time());
  }

  static EventReceipt toReceipt(Attributes item) {
    return new EventReceipt(item.text("eventId"), item.millis("eventTime"));
  }

  static StoredEvent toEvent(Attributes item) {
    var receipt = toReceipt(item);
    return new StoredEvent(receipt.id(), receipt.eventTime(), new JsonText(item.text("VALUE")));
  }

  /// Returns the sort key of the bucket of this `width` that begins at `start`.
  static String bucketKey(BucketSize width, Instant start) {
    return "BUCKET#" + width.label() + "#" + sortable(start.getEpochSecond());
  }

  /// Returns the changes of `event` to its bucket of this `width`, which `canceled` attempts may
  /// have found.
  ///
  /// @throws ProblemException 409 if the bucket would have too many fields
  static Accumulation accumulation(
      Event event, int shard, BucketSize width, Instant expiresAt, Canceled canceled) {
    var start = width.floor(event.time());
    var key = new Key(partition(event.source(), shard), bucketKey(width, start));
    var found = canceled.found().get(key);
    var sums = new HashMap<String, BigDecimal>();
    var least = new HashMap<String, BigDecimal>();
    var greatest = new HashMap<String, BigDecimal>();
    sums.put(COUNT, BigDecimal.ONE);
    var fields = BigDecimal.valueOf(fields(event, found == null ? Attributes.NONE : found));
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

  // Returns the number of fields of `bucket` together with `event`.
  private static int fields(Event event, Attributes bucket) {
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
    int nameBytes = NumericFields.nameBytes(fields);
    if (nameBytes > NumericFields.MAX_NAME_BYTES) {
      throw new ProblemException(
          new Conflict(
              "The numeric fields of the source would have JSON pointers of "
                  + nameBytes
                  + " bytes within an hour; the limit is "
                  + NumericFields.MAX_NAME_BYTES));
    }
    return fields.size();
  }

  static Bucket toBucket(Attributes item) {
    var sortKey = item.text("SK");
    var start = Long.parseLong(sortKey.substring(sortKey.lastIndexOf('#') + 1));
    var fields = new HashMap<String, Statistics>();
    fields(item).forEach(field -> fields.put(field, toStatistics(item, field)));
    return new Bucket(Instant.ofEpochSecond(start), item.number(COUNT), fields);
  }

  private static List<String> fields(Attributes bucket) {
    return bucket.names().stream()
        .filter(name -> name.startsWith(COUNT + "/"))
        .map(name -> name.substring(COUNT.length()))
        .toList();
  }

  private static Statistics toStatistics(Attributes item, String field) {
    return new Statistics(
        item.number(COUNT + field),
        item.decimal(SUM + field),
        item.decimal(SQUARES_INTEGER + field).add(item.decimal(SQUARES_FRACTION + field)),
        item.decimal(LEAST + field),
        item.decimal(GREATEST + field));
  }

  // Enough digits for the year 9999, in milliseconds and in seconds.
  private static String sortable(long number) {
    return String.format(Locale.ROOT, "%015d", number);
  }
}
