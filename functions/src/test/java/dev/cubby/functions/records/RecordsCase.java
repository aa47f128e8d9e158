package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;

/// What the owner of records does, for tests of records. They may share a table: each test has a
/// user of its own.
abstract class RecordsCase {

  final TestUser user = TestUser.create();
  final TestKey owner = user.key(READ, WRITE);

  abstract Api api();

  final Answer call(Call call) {
    return api().call(call.as(owner));
  }
}
