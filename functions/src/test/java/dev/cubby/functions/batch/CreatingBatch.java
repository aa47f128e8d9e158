package dev.cubby.functions.batch;

import static dev.cubby.testing.Batches.post;
import static dev.cubby.testing.Batches.putNew;

import dev.cubby.idempotency.CreatingEndpoint;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Batches;
import dev.cubby.testing.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `POST /batch` that creates a record with a note.
final class CreatingBatch implements CreatingEndpoint {

  private static final String NOTE = post("/notes", "{\"title\":\"a\"}");

  @Override
  public Call create(String name, Function<Call, Answer> api) {
    return Batches.of(post("/records/" + name, "1"), NOTE);
  }

  @Override
  public Optional<Call> createUntil(Instant time, String name, Function<Call, Answer> api) {
    var query = ",\"query\":{\"expiresAt\":\"" + time + "\"}}";
    return Optional.of(Batches.of(post("/records/" + name, "1").replaceFirst("}$", query), NOTE));
  }

  @Override
  public List<Call> different(String name, Function<Call, Answer> api) {
    return List.of(
        Batches.of(post("/records/" + name, "1")),
        Batches.of(post("/records/" + name, "1.0"), NOTE),
        Batches.of(putNew("/records/" + name, "1"), NOTE),
        Batches.of(post("/records/" + name + "-b", "1"), NOTE));
  }

  @Override
  public int created() {
    return 200;
  }

  @Override
  public String idOf(Answer created) {
    var location = created.json().at("/results/0/location").asText();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  @Override
  public List<Call> afterwards(Answer created) {
    return List.of(
        Call.put("/records/" + idOf(created), "2"), Call.delete("/records/" + idOf(created)));
  }

  /// The record, as often as there are notes.
  @Override
  public List<String> made(String name, Function<Call, Answer> api) {
    var notes = api.apply(Call.get("/notes?title=a")).hasStatus(200).items("id");
    var keys = api.apply(Call.get("/records/keys?prefix=" + name)).hasStatus(200).items("");
    return notes.size() == keys.size() ? keys : notes.stream().map(note -> "note " + note).toList();
  }
}
