package dev.cubby.idempotency;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.Patchable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A PATCH that replaces a text if it is the first one. What it makes is the version with the other
/// text.
public final class PatchingOf implements CreatingEndpoint {

  private final Patchable type;
  // By the names of what was created.
  private final Map<String, String> paths = new HashMap<>();

  public PatchingOf(Patchable type) {
    this.type = type;
  }

  @Override
  public Call create(String name, Function<Call, Answer> api) {
    return type.patch(path(name, api), "first", "second");
  }

  @Override
  public List<Call> different(String name, Function<Call, Answer> api) {
    return List.of(
        type.patch(path(name, api), "first", "third"),
        type.patch(path(name, api), "third"),
        type.patch(path(name, api), "first", "second")
            .header("Content-Type", "application/merge-patch+json"),
        type.patch(path(name + "-b", api), "first", "second"));
  }

  @Override
  public int created() {
    return 200;
  }

  @Override
  public List<Integer> answersToOthers() {
    return List.of(404);
  }

  @Override
  public String idOf(Answer created) {
    return created.etag();
  }

  /// Without this, the same again would fail.
  @Override
  public List<Call> afterwards(Answer created) {
    return paths.values().stream().map(path -> Call.put(path, type.body("first"))).toList();
  }

  @Override
  public List<String> made(String name, Function<Call, Answer> api) {
    var read = api.apply(Call.get(path(name, api))).hasStatus(200);
    var text = read.json().path(type.field()).asText();
    return text.equals("first") ? List.of() : List.of(read.etag());
  }

  private String path(String name, Function<Call, Answer> api) {
    return paths.computeIfAbsent(name, _ -> type.create(name, "first", "", api).header("Location"));
  }
}
