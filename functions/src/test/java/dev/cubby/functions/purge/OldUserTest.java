package dev.cubby.functions.purge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.functions.users.UserFunctions;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.OldTable;
import org.junit.jupiter.api.Test;

/// A user whose keys and data an earlier commit wrote.
class OldUserTest extends PurgeCase {

  @Test
  void oldUser_isPurgedAndOthersKeepEveryByte() {
    OldTable.write(dynamoDb);
    var userId = OldTable.key("ada").caller().userId();
    var others =
        OldTable.items().stream().filter(item -> !item.toString().contains(userId)).toList();
    var users = UserFunctions.on(dynamoDb.table(), new MovableClock(OldTable.time()));

    users.call(Call.delete("/users/" + userId).as(OldTable.key("admin"))).hasStatus(200);
    assertFinishes(purge(), userId);

    // What the administrator's request said of the user, which expires in a day.
    assertThat(table.of(userId))
        .extracting(item -> requireNonNull(item.get("SK")).s())
        .containsExactly("IDEMPOTENCY#POST /users#ada-1");
    assertThat(table.all()).hasSize(others.size() + 1).containsAll(others);
  }
}
