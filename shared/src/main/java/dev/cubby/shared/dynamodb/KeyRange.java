package dev.cubby.shared.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of a partition of an index whose sort keys begin with `prefix`.
record KeyRange(Index index, String partition, String prefix) {

  // DynamoDB takes no empty prefix.
  String condition() {
    return prefix.isEmpty() ? index.isPartition() : index.isPartition() + index.beginsWithPrefix();
  }

  Map<String, AttributeValue> values() {
    var values = new HashMap<String, AttributeValue>();
    values.put(":partition", fromS(partition));
    if (!prefix.isEmpty()) {
      values.put(":prefix", fromS(prefix));
    }
    return values;
  }
}
