package dev.cubby.functions.source;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Instant;

/// What the clients of a source do, for tests of sources. They may share a table: each test has a
/// user of its own.
abstract class SourceCase {

  // With an id as users have it, which lists of actions show.
  final TestUser user = new TestUser(UuidV7.at(Instant.now()));
  final TestKey writer = user.key(WRITE);
  final TestKey reader = user.key(READ);
  private final TestKey admin = TestUser.create().keyOnPlan("admin", ADMIN);

  abstract Api api();

  /// Writes an event; `others` are further members of the body.
  final Answer write(String data, String... others) {
    return api().call(writeCall(data, others).as(writer));
  }

  static Call writeCall(String data, String... others) {
    var more = others.length == 0 ? "" : "," + String.join(",", others);
    return Call.post("/source/write_raw", "{\"data\":" + data + more + "}");
  }

  final Answer expose(String type) {
    return expose(type, "default");
  }

  final Answer expose(String type, String name) {
    return api().call(exposeCall(type, name).as(reader));
  }

  /// The page of the statistics that comes after `cursor`.
  final Answer exposeAfter(String type, String cursor) {
    var body = JsonNodeFactory.instance.objectNode().put("type", type).put("cursor", cursor);
    return api().call(Call.post("/source/expose", body.toString()).as(reader));
  }

  static Call exposeCall(String type, String name) {
    var body = "{\"type\":\"" + type + "\",\"name\":\"" + name + "\"}";
    return Call.post("/source/expose", body);
  }

  /// The data of an answer that is 200.
  final JsonNode exposed(String type) {
    return data(expose(type));
  }

  static JsonNode data(Answer answer) {
    return answer.hasStatus(200).json().path("data");
  }

  final Answer actions(String query) {
    return api().call(Call.get("/source/actions?" + query).as(admin));
  }

  /// The time of the API, in milliseconds.
  final Instant now() {
    return Instant.parse(data(write("{}", "\"name\":\"clock\"")).path("eventTime").asText());
  }

  static String eventTime(Object time) {
    return "\"eventTime\":\"" + time + "\"";
  }
}
