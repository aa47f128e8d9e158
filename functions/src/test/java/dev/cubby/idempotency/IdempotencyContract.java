package dev.cubby.idempotency;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `Idempotency-Key` promises, whichever endpoint creates, and whichever way it is called.
///
/// @param <E> what is called
public abstract class IdempotencyContract<E extends CreatingEndpoint> {

  protected static final String HEADER = "Idempotency-Key";

  private final TestUser user = TestUser.create();
  private final TestKey caller = user.key(ADMIN, READ, WRITE);

  /// As all tests of an endpoint may share a table.
  protected final String name = "a" + UUID.randomUUID();

  protected abstract Api api();

  protected abstract E endpoint();

  // ---- The same again --------------------------------------------------------------------------

  @Test
  void repetition_answersAsTheFirstDidAndMakesNothing() {
    var create = create();
    var first = call(create).hasStatus(endpoint().created());

    assertRepeats(call(create), first);
    assertRepeats(call(create), first);

    assertThat(made()).containsExactly(endpoint().idOf(first));
  }

  @Test
  void repetitionWithAnotherApiKeyOfTheUser_answersAsTheFirstDid() {
    var create = create();
    var first = call(create).hasStatus(endpoint().created());

    assertRepeats(api().call(create.as(user.key(ADMIN, READ, WRITE))), first);
  }

  @Test
  void quotedKey_isTheSameAsTheBareOne() {
    var create = endpoint().create(name, this::call);
    var first = call(create.header(HEADER, "a-" + name)).hasStatus(endpoint().created());

    assertRepeats(call(create.header(HEADER, "\"a-" + name + "\"")), first);
    assertRepeats(call(create.header(HEADER.toLowerCase(Locale.ROOT), "a-" + name)), first);
  }

  @Test
  void longestKey_isTaken() {
    var create = endpoint().create(name, this::call).header(HEADER, "~".repeat(255));

    var first = call(create).hasStatus(endpoint().created());

    assertRepeats(call(create), first);
  }

  // ---- Something else --------------------------------------------------------------------------

  @Test
  void differentRequest_is422AndDoesNothing() {
    var first = call(create()).hasStatus(endpoint().created());

    for (var different : endpoint().different(name, this::call)) {
      var answer = call(different.header(HEADER, name)).isProblem(422);
      assertThat(answer.json().path("type").asText()).endsWith(":idempotency-key-reused");
    }

    assertThat(made()).containsExactly(endpoint().idOf(first));
  }

  @Test
  void keyOfAnotherUser_isAnotherKey() {
    call(create()).hasStatus(endpoint().created());
    var different = endpoint().different(name, this::call).getLast().header(HEADER, name);

    assertThat(api().call(different.as(TestUser.create().key(ADMIN, READ, WRITE))).status())
        .isIn(endpoint().answersToOthers());
  }

  @Test
  void invalidRequest_leavesTheKeyUnused() {
    var create = create();
    var invalid =
        new Call(create.method(), create.target(), create.headers(), "{", create.charset(), null);
    call(invalid).isProblem(400);

    call(create).hasStatus(endpoint().created());
  }

  @Test
  void expiryBeforeTheFirstRequest_leavesTheKeyUnused() {
    var expired = endpoint().createUntil(Instant.EPOCH, name, this::call);
    expired.ifPresent(create -> call(create.header(HEADER, name)).isProblem(400));

    call(create()).hasStatus(endpoint().created());
  }

  static List<String> malformedKeys() {
    return List.of(
        "", "\"\"", "a".repeat(256), "a b", "a,b\\c", "\"a", "a\"", "a\"b", "\"a\", \"b\"");
  }

  @ParameterizedTest
  @MethodSource("malformedKeys")
  void malformedKey_isNamed(String key) {
    call(endpoint().create(name, this::call).header(HEADER, key)).isInvalid(HEADER);
  }

  // ---- At once ---------------------------------------------------------------------------------

  @Test
  void twentyClientsAtOnce_makeOneThingThatEveryAnswerNames() {
    check(20);
  }

  @Test
  @Tag("slow")
  void hundredClientsAtOnce_makeOneThingThatEveryAnswerNames() {
    check(100);
  }

  private void check(int number) {
    var clients = Collections.nCopies(number, create().as(caller));

    var answers = api().patiently().atOnce(clients);

    var first = answers.getFirst().hasStatus(endpoint().created());
    for (var answer : answers) {
      assertSameHead(answer, first);
      assertThat(endpoint().repeated(answer.json())).isEqualTo(endpoint().repeated(first.json()));
    }
    assertThat(made()).containsExactly(endpoint().idOf(first));
  }

  /// The creation of this test's thing, under this test's key.
  protected final Call create() {
    return endpoint().create(name, this::call).header(HEADER, name);
  }

  protected final Answer call(Call call) {
    return call(api(), call);
  }

  /// The same by way of `other`.
  protected final Answer call(Api other, Call call) {
    return other.call(call.as(caller));
  }

  final List<String> made() {
    return endpoint().made(name, this::call);
  }

  protected final void assertRepeats(Answer again, Answer first) {
    assertSameHead(again, first);
    assertThat(again.json()).isEqualTo(endpoint().repeated(first.json()));
  }

  private static void assertSameHead(Answer again, Answer first) {
    again.hasStatus(first.status());
    for (var header : List.of("ETag", "Location", "Content-Type")) {
      assertThat(again.headers().get(header)).as(header).isEqualTo(first.headers().get(header));
    }
  }
}
