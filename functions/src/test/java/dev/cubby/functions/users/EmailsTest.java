package dev.cubby.functions.users;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The handlers of users, called straight.
class EmailsTest extends EmailsContract {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = UserFunctions.on(dynamoDb.table());
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void signUpsAtOnce_leaveOneUserAndOneGuardInTheTable() {
    signUpTwentyTimesAtOnce(newEmail());

    assertThat(sortKeys()).containsExactlyInAnyOrder("PROFILE", "EMAIL");
  }

  @Test
  void deletedUser_leavesNothingInTheTable() {
    var user = signUp();
    call(Call.put(pathOf(user), "{\"email\":\"" + newEmail() + "\"}")).hasStatus(200);
    call(Call.delete(pathOf(user))).hasStatus(200);

    assertThat(sortKeys()).isEmpty();
  }

  private List<String> sortKeys() {
    return dynamoDb.items().stream().map(item -> requireNonNull(item.get("SK")).s()).toList();
  }
}
