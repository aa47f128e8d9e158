package dev.cubby.functions.transfer;

import static dev.cubby.shared.auth.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.TestUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The export of a user's data by an admin where the stack's `AdminExports` is `refused`.
class RefusedUserExportTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @Test
  void exportByAnAdmin_is403WithoutACall() {
    var api = TransferFunctions.on(dynamoDb.table(), false);
    var admin = TestUser.create().keyOnPlan("admin", ADMIN);
    var path = "/users/" + admin.caller().userId() + "/export";

    var answer = api.call(Call.get(path).as(admin)).isProblem(403);

    assertThat(answer.json().path("detail").asText())
        .isEqualTo("This API does not export the data of other users");
    assertThat(dynamoDb.calls()).isZero();
  }
}
