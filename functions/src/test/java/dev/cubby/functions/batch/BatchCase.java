package dev.cubby.functions.batch;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Batches;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.util.List;

/// What the owner of things does, for tests of batches. They may share a table: each test has a
/// user of its own.
abstract class BatchCase {

  private final TestKey owner = TestUser.create().key(READ, WRITE);

  abstract Api api();

  final Answer call(Call call) {
    return api().call(call.as(owner));
  }

  final Answer batch(String... operations) {
    return call(Batches.of(operations));
  }

  /// The `ETag` of a new record with the value 1.
  final String newRecord(String key) {
    return call(Call.post("/records/" + key, "1")).hasStatus(201).etag();
  }

  final void assertValue(String key, String value) {
    assertThat(call(Call.get("/records/" + key)).hasStatus(200).body()).isEqualTo(value);
  }

  final List<String> keys() {
    return call(Call.get("/records")).hasStatus(200).items("key");
  }
}
