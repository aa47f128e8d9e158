package dev.cubby.shared.stream;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.OperationType;
import dev.cubby.shared.dynamodb.Key;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// A change of an item of the table, at `time` (whole seconds), with the text attributes `before`
/// and `after`. `eventId` and `sequenceNumber` come from the stream.
public record ItemChange(
    String eventId,
    String sequenceNumber,
    OperationType operation,
    Key key,
    Map<String, String> before,
    Map<String, String> after,
    Instant time) {

  static ItemChange of(DynamodbStreamRecord record) {
    var change = record.getDynamodb();
    return new ItemChange(
        record.getEventID(),
        change.getSequenceNumber(),
        OperationType.fromValue(record.getEventName()),
        key(texts(change.getKeys())),
        texts(requireNonNullElse(change.getOldImage(), Map.of())),
        texts(requireNonNullElse(change.getNewImage(), Map.of())),
        change.getApproximateCreationDateTime().toInstant());
  }

  private static Key key(Map<String, String> texts) {
    return new Key(requireNonNull(texts.get("PK")), requireNonNull(texts.get("SK")));
  }

  private static Map<String, String> texts(Map<String, AttributeValue> image) {
    var texts = new HashMap<String, String>();
    image.forEach((name, value) -> {
      if (value.getS() != null) {
        texts.put(name, value.getS());
      }
    });
    return texts;
  }
}
