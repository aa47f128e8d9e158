package dev.cubby.functions.docs;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.CostCase;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocsCostTest implements CostCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final DirectApi api =
      new DirectApi(new MovableClock(), new GetDocs(), new GetDocsFile(), new GetOpenApi());

  @Test
  void documentation_consumesWhatTheTableStates() {
    assertStated("`GET /docs`", Call.get("/docs"), 200);
    assertStated("`GET /docs/{file}`", Call.get("/docs/docs.css"), 200);
    assertStated("`GET /openapi.json`", Call.get("/openapi.json"), 200);
  }

  @Override
  public DynamoDb dynamoDb() {
    return dynamoDb;
  }

  @Override
  public Answer call(Call call) {
    return api.call(call);
  }
}
