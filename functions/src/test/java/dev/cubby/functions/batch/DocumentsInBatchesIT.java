package dev.cubby.functions.batch;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Batches;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Batches that write documents of collections.
class DocumentsInBatchesIT {

  private static final String DOCUMENTS = "/collections/orders/documents";

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private final TestKey owner = TestUser.create().key(READ, WRITE);

  @BeforeEach
  void declareOrders() {
    call(Call.put(
            "/collections/orders",
            """
            {"schema":{"properties":{"status":{"enum":["open","paid"]}}},\
            "indexes":{"byStatus":{"fields":["/status"]}}}\
            """))
        .hasStatus(201);
  }

  @Test
  void documents_areWrittenWithOtherThings() {
    var written =
        call(Batches.of(
                Batches.post(DOCUMENTS, "{\"status\":\"open\"}"),
                Batches.putNew(DOCUMENTS + "/a", "{\"status\":\"open\"}"),
                Batches.post("/records/a", "1")))
            .hasStatus(200)
            .json()
            .path("results");
    assertThat(written.findValuesAsText("status")).containsExactly("201", "201", "201");
    var created = written.at("/0/location").asText();
    call(Call.get(created)).hasStatus(200);

    call(Batches.of(
            Batches.put(DOCUMENTS + "/a", written.at("/1/etag").asText(), "{\"status\":\"paid\"}"),
            Batches.delete(created, written.at("/0/etag").asText())))
        .hasStatus(200);

    assertThat(call(Call.get(DOCUMENTS + "?index=byStatus")).items("id")).containsExactly("a");
    assertThat(call(Call.get(DOCUMENTS + "?index=byStatus&prefix=%22p%22")).items("id"))
        .containsExactly("a");
  }

  @Test
  void documentThatBreaksTheSchema_isNamed() {
    call(Batches.of(Batches.post("/notes", "{}"), Batches.post(DOCUMENTS, "{\"status\":1}")))
        .isInvalid("operations[1].body/status");
  }

  @Test
  void unknownCollection_isNamed() {
    call(Batches.of(Batches.post("/collections/none/documents", "{}")))
        .isInvalid("operations[0].path");
  }

  private Answer call(Call call) {
    return api.call(call.as(owner));
  }
}
