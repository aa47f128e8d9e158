package dev.cubby.idempotency;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/// `POST /source/write_raw`. An event stays as it is, and what it is told from others by is the
/// source.
public final class CreatingEvents implements CreatingEndpoint {

  @Override
  public Call create(String name, Function<Call, Answer> api) {
    return write("{\"a\":1}", name);
  }

  @Override
  public List<Call> different(String name, Function<Call, Answer> api) {
    return List.of(
        write("{\"a\":2}", name),
        write("{\"a\":1.0}", name),
        Call.post("/source/write_raw", "{\"data\":{\"a\":1}}"),
        write("{\"a\":1}", name + "-b"));
  }

  @Override
  public int created() {
    return 200;
  }

  @Override
  public String idOf(Answer created) {
    return created.json().at("/data/id").asText();
  }

  /// The newest event, as often as there are events.
  @Override
  public List<String> made(String name, Function<Call, Answer> api) {
    int count = expose("24h_average", name, api).hasStatus(200).json().at("/data/count").asInt();
    return count == 0
        ? List.of()
        : Collections.nCopies(count, idOf(expose("latest", name, api).hasStatus(200)));
  }

  private static Call write(String data, String name) {
    return Call.post("/source/write_raw", "{\"data\":" + data + ",\"name\":\"" + name + "\"}");
  }

  private static Answer expose(String type, String name, Function<Call, Answer> api) {
    var body = "{\"type\":\"" + type + "\",\"name\":\"" + name + "\"}";
    return api.apply(Call.post("/source/expose", body));
  }
}
