package dev.cubby.idempotency;

import static dev.cubby.idempotency.IdempotencyContract.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What `Idempotency-Key` promises besides, where what was created can be changed and deleted.
public interface ResourceIdempotencyContract {

  /// The promises to all.
  IdempotencyContract<? extends CreatingResource> tests();

  @Test
  default void repetitionAfterAChange_answersAsTheFirstDidAndUndoesNothing() {
    var tests = tests();
    var create = tests.create();
    var first = tests.call(create).hasStatus(201);
    var change = tests.endpoint().change(first.header("Location"));
    var changed = tests.call(change).hasStatus(200);

    tests.assertRepeats(tests.call(create), first);

    assertThat(changed.etag()).isNotEqualTo(first.etag());
    tests.call(change.header("If-Match", changed.etag())).hasStatus(200);
  }

  @Test
  default void repetitionAfterADeletion_answersAsTheFirstDidAndMakesNothing() {
    var tests = tests();
    var create = tests.create();
    var first = tests.call(create).hasStatus(201);
    tests.call(Call.delete(first.header("Location")));

    tests.assertRepeats(tests.call(create), first);

    assertThat(tests.made()).isEmpty();
  }

  /// A 409 leaves the other key unused.
  @Test
  default void anotherKey_isAnotherCreation() {
    var tests = tests();
    var first = tests.call(tests.create()).hasStatus(201);
    var second = tests.create().header(HEADER, UUID.randomUUID().toString());
    tests.call(second).hasStatus(tests.endpoint().statusOfSecond());

    tests.call(Call.delete(first.header("Location")));

    assertThat(tests.made()).doesNotContain(tests.endpoint().idOf(first));
    var another = tests.call(second).hasStatus(201);
    assertThat(tests.made()).containsExactly(tests.endpoint().idOf(another));
  }
}
