package dev.cubby.functions.collections;

import dev.cubby.idempotency.CreatingOf;
import dev.cubby.idempotency.DirectIdempotencyContract;
import dev.cubby.idempotency.ResourceIdempotencyContract;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.Documents;
import org.junit.jupiter.api.Test;

class DocumentIdempotencyTest extends DirectIdempotencyContract<CreatingOf>
    implements ResourceIdempotencyContract {

  private static final String THINGS = "/collections/things";

  @Override
  public DocumentIdempotencyTest tests() {
    return this;
  }

  @Override
  protected Api on(Table table) {
    return CollectionFunctions.on(table);
  }

  @Override
  protected CreatingOf newEndpoint() {
    return new CreatingOf(new Documents());
  }

  @Test
  void repetitionAfterAnotherSchema_answersAsTheFirstDid() {
    var create = create();
    var first = call(create).hasStatus(201);
    call(Call.put(THINGS, "{\"schema\":{\"required\":[\"other\"]}}")).hasStatus(200);
    api().elapse(CachedDefinitions.KEPT);

    assertRepeats(call(create), first);
    call(create.header(HEADER, "another")).isInvalid("/other");
  }

  @Test
  void repetitionAfterTheDeletionOfTheCollection_answersAsTheFirstDid() {
    var create = create();
    var created = call(create).hasStatus(201);
    var patch = Call.patch(created.header("Location"), "{\"n\":1}").header(HEADER, name);
    var patched = call(patch).hasStatus(200);
    call(Call.delete(THINGS + "?documents=delete")).hasStatus(204);
    api().elapse(CachedDefinitions.KEPT);

    assertRepeats(call(create), created);
    assertRepeats(call(patch), patched);
    call(create.header(HEADER, "another")).isProblem(404);
    call(patch.header(HEADER, "another")).isProblem(404);
    call(Call.post(THINGS + "/documents", "{}").header(HEADER, name)).isProblem(422);
  }
}
