package dev.cubby.testing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cubby.shared.auth.ApiKey;
import dev.cubby.shared.auth.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A table that an earlier commit wrote, with its keys, and with requests and what that commit
/// returned. `resources/upgrade/make.sh` made it and says how.
public final class OldTable {

  /// A request, and the `ETag` (empty if there was none) and the body that it returned.
  public record Recorded(Call call, String etag, String response) {

    public boolean isRead() {
      return call.method().equals("GET");
    }
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNode KEYS = json(text("keys.json"));

  private OldTable() {}

  /// When it was written.
  public static Instant time() {
    return Instant.parse(KEYS.path("time").asText());
  }

  /// Writes its items into the table of `dynamoDb`, of which DynamoDB Local then deletes nothing
  /// that has expired since.
  public static void write(DynamoDb dynamoDb) {
    dynamoDb.keepExpired();
    items().forEach(dynamoDb::put);
  }

  public static List<Map<String, AttributeValue>> items() {
    return text("table.jsonl").lines().map(line -> attributes(json(line))).toList();
  }

  /// Requests in the order in which they may be repeated.
  public static List<Recorded> calls() {
    return text("calls.jsonl").lines().map(line -> recorded(json(line))).toList();
  }

  /// The reads of records, notes and items: each single thing has an `ETag`, a list has none.
  public static List<Recorded> readsOfThings() {
    return calls().stream()
        .filter(recorded ->
            recorded.isRead() && recorded.call().target().matches("/(records|notes|items)\\b.*"))
        .toList();
  }

  /// The key called `name`, which must admit.
  public static TestKey key(String name) {
    return new TestKey(
        ApiKey.parse(secret(name)).orElseThrow(), Caller.of(Map.copyOf(context(name)), time()));
  }

  public static String secret(String name) {
    return KEYS.path(name).path("secret").asText();
  }

  /// What the authorizer must say of a key; empty if it must reject it.
  public static Map<String, String> context(String name) {
    return KEYS.path(name)
        .path("context")
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, member -> member.getValue().asText()));
  }

  private static Recorded recorded(JsonNode line) {
    var call =
        new Call(
                line.path("method").asText(),
                line.path("target").asText(),
                Map.of("Content-Type", "application/json"),
                line.path("request").asText(),
                StandardCharsets.UTF_8,
                null)
            .as(key(line.path("key").asText()));
    var idempotencyKey = line.path("idempotencyKey").asText();
    return new Recorded(
        idempotencyKey.isEmpty() ? call : call.header("Idempotency-Key", idempotencyKey),
        line.path("etag").asText(),
        line.path("response").asText());
  }

  // The types that items have.
  private static Map<String, AttributeValue> attributes(JsonNode item) {
    var attributes = new HashMap<String, AttributeValue>();
    item.properties().forEach(member -> attributes.put(member.getKey(), value(member.getValue())));
    return attributes;
  }

  private static AttributeValue value(JsonNode typed) {
    var type = typed.fieldNames().next();
    var value = typed.path(type);
    return switch (type) {
      case "S" -> AttributeValue.fromS(value.asText());
      case "N" -> AttributeValue.fromN(value.asText());
      case "M" -> AttributeValue.fromM(attributes(value));
      default -> throw new IllegalArgumentException("No items had the type " + type);
    };
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String text(String name) {
    try (var file = OldTable.class.getResourceAsStream("/upgrade/" + name)) {
      return new String(requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
