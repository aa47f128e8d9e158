package dev.cubby.functions.purge;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import java.util.ArrayList;
import java.util.List;

/// Events of the table's stream, as Lambda passes those that template.yaml lets through.
final class Deletions {

  private Deletions() {}

  /// The profiles of `users` were deleted, one after the other. The sequence number of each is its
  /// user's id.
  static DynamodbEvent of(String... users) {
    var event = new DynamodbEvent();
    event.setRecords(new ArrayList<>(List.of(users).stream().map(Deletions::deletion).toList()));
    return event;
  }

  private static DynamodbStreamRecord deletion(String userId) {
    var record =
        EventLoader.loadEvent("events/purge-user.json", DynamodbEvent.class)
            .getRecords()
            .getFirst();
    record.getDynamodb().setSequenceNumber(userId);
    record.getDynamodb().getKeys().put("PK", new AttributeValue().withS("USER#" + userId));
    return record;
  }
}
