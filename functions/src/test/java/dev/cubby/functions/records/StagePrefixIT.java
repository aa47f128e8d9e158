package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Under a stage, as a deployed API's own URL has it, links must lead back under that stage.
class StagePrefixIT {

  @RegisterExtension static final HttpApi api = HttpApi.sharedWithStage();

  @Test
  void links_leadWhereTheyPointUnderAStage() {
    var owner = TestUser.create().key(READ, WRITE);
    var created = api.call(Call.post("/records/a", "1").as(owner)).hasStatus(201);
    api.call(Call.post("/records/b", "2").as(owner)).hasStatus(201);
    var page = api.call(Call.get("/records/keys?limit=1").as(owner)).hasStatus(200);

    assertThat(created.header("Location")).isEqualTo("/dev/records/a");
    assertThat(page.header("Link")).matches("</dev/records/keys\\?.*>; rel=\"next\"");
    var next = page.header("Link").replaceAll("</dev(.*)>.*", "$1");
    assertThat(api.call(Call.get(next).as(owner)).items("")).containsExactly("b");
  }
}
