package dev.cubby.idempotency;

import static dev.cubby.shared.auth.Role.ADMIN;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.ResourceType;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.util.ArrayList;
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
    var routes = new ArrayList<Named<Supplier<CreatingResource>>>();
    for (var type : ResourceType.all()) {
      var name = "POST " + type.create("{key}", "").target();
      routes.add(Named.of(name, () -> new CreatingOf(type)));
    }
    routes.add(
        Named.of("POST /users/{userId}/keys", () -> new CreatingKeys(IdempotencyIT::newUser)));
    routes.add(Named.of("POST …/rotate", () -> new RotatingKeys(IdempotencyIT::newUser)));
    return routes;
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
