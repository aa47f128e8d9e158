package dev.cubby.functions.keys;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.idempotency.CreatingKeys;
import dev.cubby.idempotency.CreatingResource;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.ResourceIdempotencyContract;
import dev.cubby.idempotency.RotatingKeys;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.ApiKeys;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.Kill;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyIdempotencyTest extends DirectIdempotencyContract<CreatingResource>
    implements ResourceIdempotencyContract {

  @Override
  public KeyIdempotencyTest tests() {
    return this;
  }

  private final MovableClock clock = new MovableClock();

  @RegisterExtension final ApiKeys apiKeys = new ApiKeys(clock);

  @Override
  protected Api on(Table table) {
    var functions = new KeyFunctions(table, apiKeys.client(), clock);
    functions.bootstrap(Map.of());
    return functions.api();
  }

  @Override
  protected CreatingResource newEndpoint() {
    return new CreatingKeys(this::newUser);
  }

  @Override
  protected void assertNothingIsPending() {
    assertThat(dynamoDb.items())
        .extracting(item -> requireNonNull(item.get("SK")).s())
        .contains("KEY")
        .doesNotContain("REGISTRATION");
  }

  @Test
  void repetition_asksNothingOfApiGateway() {
    var create = create();
    var first = call(create).hasStatus(201);
    var unreachable = apiKeys.client(Kill.after(0));

    var api = new KeyFunctions(dynamoDb.table(), unreachable, clock).api();

    assertRepeats(call(api, create), first);
  }

  @Test
  void keyOfTheOtherRoute_isAnotherKey() {
    call(new CreatingKeys(this::newUser).create(name, this::call).header(HEADER, name))
        .hasStatus(201);

    call(new RotatingKeys(this::newUser).create(name, this::call).header(HEADER, name))
        .hasStatus(201);
  }

  final String newUser() {
    return KeyFunctions.newUser(dynamoDb.table());
  }
}
