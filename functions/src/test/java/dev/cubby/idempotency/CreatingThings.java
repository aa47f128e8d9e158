package dev.cubby.idempotency;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.Sample;
import java.util.List;
import java.util.function.Function;

/// `POST` to the list of things of which there is a [Sample].
public record CreatingThings(Sample sample) implements CreatingResource {

  @Override
  public Call create(String name, Function<Call, Answer> api) {
    return Call.post(sample.path() + "?ttl=600", sample.body(name));
  }

  @Override
  public List<Call> different(String name, Function<Call, Answer> api) {
    return List.of(
        Call.post(sample.path() + "?ttl=600", sample.body(name) + " "),
        Call.post(sample.path() + "?ttl=600", sample.body(name + "-b")),
        Call.post(sample.path() + "?ttl=601", sample.body(name)),
        Call.post(sample.path(), sample.body(name)));
  }

  @Override
  public Call change(String location) {
    return Call.put(location, sample.body("changed"));
  }

  @Override
  public List<String> made(String name, Function<Call, Answer> api) {
    var list = api.apply(Call.get(sample.path() + "?limit=1000")).hasStatus(200).json();
    return list.path("items")
        .valueStream()
        .filter(thing -> sample.text(thing).equals(name))
        .map(thing -> thing.path("id").asText())
        .toList();
  }
}
