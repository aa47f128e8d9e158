package dev.cubby.idempotency;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.faults.Fault;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same for handlers that are called straight, and what takes a clock or faults.
public abstract class DirectIdempotencyContract<E extends CreatingEndpoint>
    extends IdempotencyContract<E> {

  @RegisterExtension protected final DynamoDb dynamoDb = new DynamoDb();

  private FaultProxy proxy;
  private Api api;
  private E endpoint;

  /// The handlers on `table`.
  protected abstract Api on(Table table);

  protected abstract E newEndpoint();

  /// Nothing has begun that is not done.
  protected void assertNothingIsPending() {}

  @BeforeEach
  final void createHandlers() {
    proxy = FaultProxy.to(dynamoDb.endpoint());
    api = on(dynamoDb.patientTable(proxy.endpoint()));
    endpoint = newEndpoint();
  }

  @AfterEach
  final void closeProxy() {
    proxy.close();
  }

  @Override
  protected final Api api() {
    return api;
  }

  @Override
  protected final E endpoint() {
    return endpoint;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000", "a\u0001b", "\t", "a\u007f", "caf\u00e9", "\u2713"})
  void keyThatIsNotVisibleAscii_isNamed(String key) {
    call(create().header(HEADER, key)).isInvalid(HEADER);
  }

  @Test
  void key_isKeptFor24Hours() {
    var create = create();
    var first = call(create).hasStatus(endpoint.created());
    endpoint.afterwards(first).forEach(this::callSuccessfully);

    api.elapse(Duration.ofHours(24).minusSeconds(1));
    assertRepeats(call(create), first);
    // The entry expires at a whole second.
    api.elapse(Duration.ofSeconds(2));

    assertThat(call(create()).hasStatus(endpoint.created()).body()).isNotEqualTo(first.body());
  }

  @Test
  void repetitionAfterTheExpiryThatItStates_answersAsTheFirstDid() {
    var soon = new MovableClock().instant().plusSeconds(3_600);
    endpoint
        .createUntil(soon, name, this::call)
        .map(create -> create.header(HEADER, name))
        .ifPresent(create -> {
          var first = call(create).hasStatus(endpoint.created());

          api.elapse(Duration.ofHours(2));

          assertRepeats(call(create), first);
          call(create.header(HEADER, "another")).isProblem(400);
        });
  }

  private void callSuccessfully(Call call) {
    assertThat(call(call).status()).isBetween(200, 204);
  }

  @Test
  void sameRequestThatIsFaster_isAnsweredTwice() {
    var create = create();
    var transaction = "TransactWriteItems";
    var faster = new ConcurrentHashMap<String, Answer>();
    // Done when the transaction of this one is about to begin. What the SDK sends again meanwhile
    // waits for it too.
    proxy.follow(operation -> {
      if (operation.equals(transaction)) {
        faster.computeIfAbsent(transaction, _ -> call(on(dynamoDb.table()), create));
      }
      return null;
    });

    var slower = call(api.patiently(), create);

    assertRepeats(slower, requireNonNull(faster.get(transaction)).hasStatus(endpoint.created()));
    proxy.follow(FaultSchedule.none());
    assertThat(made()).containsExactly(endpoint.idOf(slower));
    assertNothingIsPending();
  }

  @Test
  void transactionInTheWay_isWaitedFor() {
    var create = create();
    proxy.follow(FaultSchedule.next("TransactWriteItems", Fault.CANCELLATION));

    var first = call(create).hasStatus(endpoint.created());

    assertThat(proxy.injected()).containsKey(Fault.CANCELLATION);
    assertRepeats(call(create), first);
    assertThat(made()).containsExactly(endpoint.idOf(first));
  }

  @Test
  void transactionsThatStayInTheWay_are503AndNothing() {
    var create = create();
    var before = made();
    proxy.follow(operation -> operation.equals("TransactWriteItems") ? Fault.CANCELLATION : null);
    var start = Instant.now();

    assertThat(call(create).isProblem(503).json().path("detail").asText())
        .isEqualTo("Other requests are changing the same data; send this request again");

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
    assertThat(made()).isEqualTo(before);
    proxy.follow(FaultSchedule.none());
    call(create).hasStatus(endpoint.created());
  }

  @Test
  void lostAnswer_isFoundByTheSdk() {
    var create = create();
    proxy.follow(FaultSchedule.next("TransactWriteItems", Fault.LOST_ANSWER));

    var first = call(create).hasStatus(endpoint.created());

    assertRepeats(call(create), first);
    assertThat(made()).containsExactly(endpoint.idOf(first));
  }

  @Test
  void answersThatStayLost_areFoundByTheClient() {
    var create = create();
    proxy.follow(operation -> operation.equals("TransactWriteItems") ? Fault.LOST_ANSWER : null);
    call(create).isProblem(503);
    proxy.follow(FaultSchedule.none());

    var second = call(create).hasStatus(endpoint.created());

    assertThat(second.json()).isEqualTo(endpoint.repeated(second.json()));
    assertRepeats(call(create), second);
    assertThat(made()).containsExactly(endpoint.idOf(second));
  }
}
