package dev.cubby.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// `POST /users/{userId}/keys`.
public final class CreatingKeys implements CreatingResource {

  private static final String READER =
      "{\"name\":\"import\",\"roles\":[\"read\"],\"plan\":\"basic\"}";

  private final Supplier<String> newUser;
  private final String user;

  /// `newUser` makes a user and returns its path.
  public CreatingKeys(Supplier<String> newUser) {
    this.newUser = newUser;
    this.user = newUser.get();
  }

  @Override
  public Call create(String name, Function<Call, Answer> api) {
    return Call.post(user + "/keys", READER);
  }

  @Override
  public Optional<Call> createUntil(Instant time, String name, Function<Call, Answer> api) {
    var body = READER.replace("}", ",\"expiresAt\":\"" + time + "\"}");
    return Optional.of(Call.post(user + "/keys", body));
  }

  @Override
  public List<Call> different(String name, Function<Call, Answer> api) {
    return List.of(
        Call.post(user + "/keys", READER.replace("basic", "pro")),
        Call.post(newUser.get() + "/keys", READER));
  }

  @Override
  public Call change(String location) {
    return Call.put(location, "{\"name\":\"export\"}");
  }

  @Override
  public List<String> made(String name, Function<Call, Answer> api) {
    return api.apply(Call.get(user + "/keys")).hasStatus(200).items("keyId");
  }

  /// The key is stored nowhere.
  @Override
  public JsonNode repeated(JsonNode first) {
    return first.<ObjectNode>deepCopy().without("apiKey");
  }
}
