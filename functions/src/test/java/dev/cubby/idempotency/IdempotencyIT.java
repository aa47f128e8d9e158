package dev.cubby.idempotency;

import static dev.cubby.shared.auth.Role.ADMIN;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.IdResource;
import dev.cubby.testing.Records;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import dev.cubby.testing.Users;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// All endpoints that create resources, over HTTP, through API Gateway and the authorizer as
/// `local` runs them.
@ParameterizedClass
@MethodSource("routes")
@Execution(CONCURRENT)
class IdempotencyIT extends IdempotencyContract<CreatingResource>
    implements ResourceIdempotencyContract {

  private static final TestKey ADMINISTRATOR = TestUser.create().key(ADMIN);

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private final Supplier<CreatingResource> route;
  private CreatingResource endpoint;

  IdempotencyIT(Supplier<CreatingResource> route) {
    this.route = route;
  }

  static List<Named<Supplier<CreatingResource>>> routes() {
    return List.of(
        Named.of("POST /records/{key}", () -> new CreatingOf(new Records())),
        Named.of("POST /notes", () -> new CreatingOf(IdResource.NOTES)),
        Named.of("POST /items", () -> new CreatingOf(IdResource.ITEMS)),
        Named.of("POST /users", () -> new CreatingOf(new Users())),
        Named.of("POST /users/{userId}/keys", () -> new CreatingKeys(IdempotencyIT::newUser)),
        Named.of("POST …/rotate", () -> new RotatingKeys(IdempotencyIT::newUser)));
  }

  @BeforeEach
  void createEndpoint() {
    endpoint = route.get();
  }

  @Override
  public IdempotencyIT tests() {
    return this;
  }

  @Override
  protected Api api() {
    return api;
  }

  @Override
  protected CreatingResource endpoint() {
    return endpoint;
  }

  private static String newUser() {
    var body = "{\"name\":\"Ann\",\"email\":\"" + UUID.randomUUID() + "@example.com\"}";
    return api.call(Call.post("/users", body).as(ADMINISTRATOR)).hasStatus(201).header("Location");
  }
}
