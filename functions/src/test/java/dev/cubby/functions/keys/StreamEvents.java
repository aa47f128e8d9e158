package dev.cubby.functions.keys;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Events of the table's stream, as Lambda passes those that template.yaml lets through.
final class StreamEvents {

  private StreamEvents() {}

  static DynamodbEvent of(DynamodbStreamRecord... records) {
    var event = new DynamodbEvent();
    event.setRecords(new ArrayList<>(List.of(records)));
    for (int i = 0; i < records.length; i++) {
      records[i].setEventID("event-" + i);
      records[i].getDynamodb().setSequenceNumber("sequence-" + i);
    }
    return event;
  }

  /// A key was deleted, by an administrator or because it has expired.
  static DynamodbStreamRecord removed(StoredKey key) {
    var before = Map.of("userId", key.userId(), "keyId", key.keyId());
    return record("REMOVE", key.hash(), "KEY", before, Map.of());
  }

  /// A registration was deleted, as its key was made or because it has expired.
  static DynamodbStreamRecord unregistered(String hash) {
    return record("REMOVE", hash, "REGISTRATION", Map.of(), Map.of());
  }

  /// A key was changed, and its plan with it unless both are the same.
  static DynamodbStreamRecord changed(String hash, Plan from, Plan to) {
    var before = Map.of("plan", from.toString());
    return record("MODIFY", hash, "KEY", before, Map.of("plan", to.toString()));
  }

  private static DynamodbStreamRecord record(
      String operation,
      String hash,
      String sk,
      Map<String, String> before,
      Map<String, String> after) {
    var change = new StreamRecord();
    change.setApproximateCreationDateTime(Date.from(Instant.EPOCH));
    change.setKeys(texts(Map.of("PK", "KEY#" + hash, "SK", sk)));
    change.setOldImage(texts(before));
    change.setNewImage(texts(after));
    var record = new DynamodbStreamRecord();
    record.setEventName(operation);
    record.setDynamodb(change);
    return record;
  }

  private static Map<String, AttributeValue> texts(Map<String, String> texts) {
    var image = new HashMap<String, AttributeValue>();
    texts.forEach((name, text) -> image.put(name, new AttributeValue().withS(text)));
    return image;
  }
}
