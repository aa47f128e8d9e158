package dev.cubby.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cubby.local.http.AwsRequest;
import dev.cubby.local.template.ThrottleDefinition;
import dev.cubby.local.usage.TokenBucket;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Throttles the items under one partition key, and the entries under one key of an index, beyond
/// some units per second. A call passes as long as its partitions have units left, and then takes
/// what the service says that it consumed, in equal parts.
final class PartitionLimits implements Service {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern EQUATION = Pattern.compile("\\A[#\\w]+\\s*=\\s*(:\\w+)");

  /// What has a limit: a partition of a table or of an index.
  private record Partition(String owner, JsonNode key, boolean isWritten) {}

  private final Service service;
  private final ItemKeys keys;
  private final int writeUnits;
  private final int readUnits;
  private final InstantSource clock;
  private final Map<Partition, TokenBucket> buckets = new ConcurrentHashMap<>();

  /// @param writeUnits the write units of a partition per second
  /// @param readUnits its read units per second
  PartitionLimits(
      Service service, ItemKeys keys, int writeUnits, int readUnits, InstantSource clock) {
    this.service = service;
    this.keys = keys;
    this.writeUnits = writeUnits;
    this.readUnits = readUnits;
    this.clock = clock;
  }

  @Override
  public AwsResponse carryOut(AwsRequest call) throws IOException, InterruptedException {
    boolean isWrite = Operations.WRITES.contains(call.operation());
    if (!isWrite && !Operations.READS.contains(call.operation())) {
      return service.carryOut(call);
    }
    if (Operations.BATCHES.contains(call.operation())) {
      var part =
          PartialBatch.of(
              call,
              (table, request) -> hasUnits(partition(keys.ofRequest(table, request), isWrite)));
      var answer = part.carryOut(service);
      consume(partitions(part.part(), isWrite), answer);
      return answer;
    }
    var partitions = partitions(call, isWrite);
    var throttled = partitions.stream().map(partition -> !hasUnits(partition)).toList();
    if (throttled.contains(true)) {
      return Operations.TRANSACTIONS.contains(call.operation())
          ? AwsResponse.cancellation("ProvisionedThroughputExceeded", throttled)
          : AwsResponse.error(400, "ProvisionedThroughputExceededException");
    }
    var answer = service.carryOut(call);
    consume(partitions, answer);
    return answer;
  }

  private List<Partition> partitions(AwsRequest call, boolean isWrite)
      throws IOException, InterruptedException {
    if (call.operation().equals("Query")) {
      return List.of(ofQuery(MAPPER.readTree(call.body())));
    }
    var partitions = new ArrayList<Partition>();
    for (var item : keys.of(call)) {
      partitions.add(partition(item, isWrite));
    }
    return partitions;
  }

  private Partition partition(ItemKey item, boolean isWrite)
      throws IOException, InterruptedException {
    var attribute = keys.attributes(item.table()).getFirst();
    return new Partition(item.table(), item.key().path(attribute), isWrite);
  }

  // The first equation of a key condition names the partition.
  private static Partition ofQuery(JsonNode query) {
    var owner = query.path("TableName").asText() + "/" + query.path("IndexName").asText();
    var equation = EQUATION.matcher(query.path("KeyConditionExpression").asText());
    var key =
        equation.find()
            ? query.path("ExpressionAttributeValues").path(equation.group(1))
            : MAPPER.missingNode();
    return new Partition(
        query.has("IndexName") ? owner : query.path("TableName").asText(), key, false);
  }

  private boolean hasUnits(Partition partition) {
    return bucket(partition).hasTokens();
  }

  private void consume(List<Partition> partitions, AwsResponse answer) throws IOException {
    var distinct = new LinkedHashSet<>(partitions);
    var consumed = MAPPER.readTree(answer.body()).findValues("CapacityUnits");
    double units = consumed.stream().mapToDouble(JsonNode::asDouble).sum();
    for (var partition : distinct) {
      long share = Math.max(1, Math.round(units / distinct.size()));
      bucket(partition).consume(share);
    }
  }

  private TokenBucket bucket(Partition partition) {
    int units = partition.isWritten() ? writeUnits : readUnits;
    return buckets.computeIfAbsent(
        partition, _ -> new TokenBucket(new ThrottleDefinition(units, units), clock));
  }

  @Override
  public void close() {
    service.close();
  }
}
