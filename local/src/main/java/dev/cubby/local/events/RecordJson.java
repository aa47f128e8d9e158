package dev.cubby.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Converts records of DynamoDB to the JSON that Lambda sends. See
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html#events-sample-dynamodb>.
///
/// @param streamArn the ARN that records name as their source
/// @param partitionKey name of the table's partition key
record RecordJson(String region, String streamArn, String partitionKey) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  StreamRecord of(Record answered) {
    var change = answered.dynamodb();
    var event =
        NODES
            .objectNode()
            .put("eventID", answered.eventID())
            .put("eventName", answered.eventNameAsString())
            .put("eventVersion", answered.eventVersion())
            .put("eventSource", "aws:dynamodb")
            .put("awsRegion", region);
    var dynamodb = event.putObject("dynamodb");
    dynamodb.put(
        "ApproximateCreationDateTime", change.approximateCreationDateTime().getEpochSecond());
    dynamodb.set("Keys", map(change.keys()));
    if (change.hasNewImage()) {
      dynamodb.set("NewImage", map(change.newImage()));
    }
    if (change.hasOldImage()) {
      dynamodb.set("OldImage", map(change.oldImage()));
    }
    dynamodb
        .put("SequenceNumber", change.sequenceNumber())
        .put("SizeBytes", change.sizeBytes())
        .put("StreamViewType", change.streamViewTypeAsString());
    var identity = answered.userIdentity();
    if (identity != null) {
      // Of what expired.
      event
          .putObject("userIdentity")
          .put("principalId", identity.principalId())
          .put("type", identity.type());
    }
    event.put("eventSourceARN", streamArn);
    var json = event.toString();
    return new StreamRecord(
        json,
        json.getBytes(UTF_8).length,
        change.sequenceNumber(),
        value(Objects.requireNonNull(change.keys().get(partitionKey), partitionKey)).toString(),
        change.approximateCreationDateTime());
  }

  private static ObjectNode map(Map<String, AttributeValue> attributes) {
    var node = NODES.objectNode();
    attributes.forEach((name, attribute) -> node.set(name, value(attribute)));
    return node;
  }

  private static ObjectNode value(AttributeValue attribute) {
    var node = NODES.objectNode();
    return switch (attribute.type()) {
      case S -> node.put("S", attribute.s());
      case N -> node.put("N", attribute.n());
      case B -> node.put("B", base64(attribute.b()));
      case BOOL -> node.put("BOOL", attribute.bool());
      case NUL -> node.put("NULL", attribute.nul());
      case SS -> node.set("SS", texts(attribute.ss()));
      case NS -> node.set("NS", texts(attribute.ns()));
      case BS -> node.set("BS", texts(attribute.bs().stream().map(RecordJson::base64).toList()));
      case L -> node.set("L", list(attribute.l()));
      case M -> node.set("M", map(attribute.m()));
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("Not a type of DynamoDB: " + attribute);
    };
  }

  private static JsonNode list(List<AttributeValue> values) {
    ArrayNode node = NODES.arrayNode();
    values.forEach(value -> node.add(value(value)));
    return node;
  }

  private static JsonNode texts(List<String> texts) {
    ArrayNode node = NODES.arrayNode();
    texts.forEach(node::add);
    return node;
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }
}
