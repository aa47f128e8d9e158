package dev.cubby.functions.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.Kill;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyIdempotencyTest extends DirectIdempotencyContract<CreatingResource>
    implements ResourceIdempotencyContract {

  @Override
  public KeyIdempotencyTest tests() {
    return this;
  }

  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

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
  void idsInCapitals_areTheSameRequest() {
    var create = create();
    var first = call(create).hasStatus(201);
    var target = ID.matcher(create.target()).replaceAll(id -> id.group().toUpperCase(Locale.ROOT));

    assertRepeats(
        call(new Call("POST", target, create.headers(), create.body(), UTF_8, null)), first);
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
