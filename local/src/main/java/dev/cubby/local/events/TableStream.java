package dev.cubby.local.events;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// A table's stream, as DynamoDB serves it. All calls throw the SDK's exceptions.
///
/// @param arn the ARN of the stream in DynamoDB
record TableStream(DynamoDbStreamsClient client, String arn, RecordJson recordJson) {

  /// The result of one read, 1 MB at most.
  ///
  /// @param nextIterator null if the shard has ended
  record Page(List<StreamRecord> records, @Nullable String nextIterator) {}

  /// All shards that have records, and those that may get some.
  List<Shard> shards() {
    var shards = new ArrayList<Shard>();
    String last = null;
    do {
      var after = last;
      var page =
          client
              .describeStream(describe -> describe.streamArn(arn).exclusiveStartShardId(after))
              .streamDescription();
      shards.addAll(page.shards());
      last = page.lastEvaluatedShardId();
    } while (last != null);
    return shards;
  }

  /// An iterator at an end of the shard.
  String iterator(String shardId, ShardIteratorType type) {
    return client
        .getShardIterator(get -> get.streamArn(arn).shardId(shardId).shardIteratorType(type))
        .shardIterator();
  }

  /// An iterator after a record.
  String iteratorAfter(String shardId, String sequenceNumber) {
    return client
        .getShardIterator(get ->
            get.streamArn(arn)
                .shardId(shardId)
                .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .sequenceNumber(sequenceNumber))
        .shardIterator();
  }

  Page read(String iterator) {
    var answer = client.getRecords(get -> get.shardIterator(iterator));
    return new Page(
        answer.records().stream().map(recordJson::of).toList(), answer.nextShardIterator());
  }
}
