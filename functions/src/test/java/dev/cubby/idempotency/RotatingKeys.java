package dev.cubby.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// `POST /users/{userId}/keys/{keyId}/rotate`.
public final class RotatingKeys implements CreatingResource {

  private final Supplier<String> newUser;
  private final CreatingKeys keys;
  private String path = "";

  /// `newUser` makes a user and returns its path.
  public RotatingKeys(Supplier<String> newUser) {
    this.newUser = newUser;
    this.keys = new CreatingKeys(newUser);
  }

  /// Makes the key that is to be rotated too.
  @Override
  public Call create(String name, Function<Call, Answer> api) {
    path = rotation(keys, name, api);
    return Call.post(path, "{}");
  }

  @Override
  public List<Call> different(String name, Function<Call, Answer> api) {
    return List.of(
        Call.post(path, "{\"graceSeconds\":60}"),
        Call.post(rotation(new CreatingKeys(newUser), name, api), "{}"));
  }

  @Override
  public Call change(String location) {
    return keys.change(location);
  }

  /// Without a grace, the key that was rotated is gone.
  @Override
  public List<String> made(String name, Function<Call, Answer> api) {
    return keys.made(name, api);
  }

  @Override
  public JsonNode repeated(JsonNode first) {
    return keys.repeated(first);
  }

  private static String rotation(CreatingKeys keys, String name, Function<Call, Answer> api) {
    return api.apply(keys.create(name, api)).hasStatus(201).header("Location") + "/rotate";
  }
}
