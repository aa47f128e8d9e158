package dev.cubby.idempotency;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.util.List;
import java.util.function.Function;

/// `POST /records/{key}`.
public final class CreatingRecords implements CreatingResource {

  @Override
  public Call create(String name, Function<Call, Answer> api) {
    return Call.post("/records/" + name + "?ttl=600", "{\"a\":1}");
  }

  @Override
  public int statusOfSecond() {
    return 409;
  }

  @Override
  public List<Call> different(String name, Function<Call, Answer> api) {
    return List.of(
        Call.post("/records/" + name + "?ttl=600", "{\"a\":2}"),
        Call.post("/records/" + name + "?ttl=600", "{\"a\":1} "),
        Call.post("/records/" + name + "?ttl=601", "{\"a\":1}"),
        Call.post("/records/" + name, "{\"a\":1}"),
        Call.post("/records/" + name + "-b?ttl=600", "{\"a\":1}"));
  }

  @Override
  public Call change(String location) {
    return Call.put(location, "2");
  }

  @Override
  public List<String> made(String name, Function<Call, Answer> api) {
    return api.apply(Call.get("/records/keys?prefix=" + name)).hasStatus(200).items("");
  }
}
