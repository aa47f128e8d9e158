package dev.cubby.idempotency;

import static dev.cubby.shared.auth.Role.ADMIN;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// All endpoints that create, over HTTP, through API Gateway and the authorizer as `local` runs
/// them.
@ParameterizedClass
@EnumSource
class IdempotencyIT extends IdempotencyContract {

  enum Route {
    RECORDS(CreatingRecords::new),
    USERS(CreatingUsers::new),
    KEYS(() -> new CreatingKeys(IdempotencyIT::newUser)),
    ROTATION(() -> new RotatingKeys(IdempotencyIT::newUser));

    final Supplier<CreatingEndpoint> endpoint;

    Route(Supplier<CreatingEndpoint> endpoint) {
      this.endpoint = endpoint;
    }
  }

  private static final TestKey ADMINISTRATOR = TestUser.create().key(ADMIN);

  private static HttpApi api;

  @Parameter Route route;

  private CreatingEndpoint endpoint;

  @BeforeAll
  static void start() {
    api = HttpApi.start();
    api.bootstrap();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void createEndpoint() {
    endpoint = route.endpoint.get();
  }

  @Override
  protected Api api() {
    return api;
  }

  @Override
  protected CreatingEndpoint endpoint() {
    return endpoint;
  }

  private static String newUser() {
    var body = "{\"name\":\"Ann\",\"email\":\"" + UUID.randomUUID() + "@example.com\"}";
    return api.call(Call.post("/users", body).as(ADMINISTRATOR)).hasStatus(201).header("Location");
  }
}
