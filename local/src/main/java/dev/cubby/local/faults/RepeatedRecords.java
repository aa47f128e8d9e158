package dev.cubby.local.faults;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.local.http.AwsRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// Delivers records of a stream again: every second page, at random, begins with those of the page
/// before. So a reader sees former changes of an item after later ones, and then all once more in
/// order, as after a failure of Lambda's poller.
final class RepeatedRecords implements Service {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Service service;
  private final RandomGenerator random;

  // The records before an iterator.
  private final Map<String, ArrayNode> former = new ConcurrentHashMap<>();

  RepeatedRecords(Service service, RandomGenerator random) {
    this.service = service;
    this.random = random;
  }

  @Override
  public AwsResponse carryOut(AwsRequest call) throws IOException, InterruptedException {
    var answer = service.carryOut(call);
    if (!call.operation().equals("GetRecords") || answer.statusCode() != 200) {
      return answer;
    }
    var before = former.remove(MAPPER.readTree(call.body()).path("ShardIterator").asText());
    var page = (ObjectNode) MAPPER.readTree(answer.body());
    var records = (ArrayNode) page.path("Records");
    var last = records.isEmpty() ? before : records.deepCopy();
    if (last != null && page.has("NextShardIterator")) {
      former.put(page.path("NextShardIterator").asText(), last);
    }
    if (before == null || !random.nextBoolean()) {
      return answer;
    }
    page.set("Records", before.deepCopy().addAll(records));
    return AwsResponse.json(200, page);
  }

  @Override
  public void close() {
    service.close();
  }
}
