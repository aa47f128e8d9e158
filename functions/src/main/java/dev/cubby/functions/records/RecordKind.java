package dev.cubby.functions.records;

import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.owned.ChosenId;
import dev.cubby.shared.owned.ValueKind;
import dev.cubby.shared.problem.Problem.TooLarge;
import dev.cubby.shared.problem.ProblemException;

/// Records. The index contains their keys, so that they can be listed without the values.
public final class RecordKind extends ValueKind {

  public RecordKind() {
    super("record");
  }

  @Override
  protected boolean isId(String key) {
    return ChosenId.isValid(key);
  }

  @Override
  protected String id(Request request) {
    return RecordKey.of(request);
  }

  @Override
  protected String validId(String key) {
    return RecordKey.valid(key);
  }

  @Override
  protected String indexKey(String key, JsonText value) {
    return key;
  }

  /// The limit is the rest of DynamoDB's 400 KB and depends on the length of the key.
  @Override
  protected void check(String key, JsonText value) {
    int excess = maxBytes(key, value) - ItemSize.MAX_BYTES;
    if (excess > 0) {
      int size = ItemSize.utf8(value.text());
      throw new ProblemException(new TooLarge("The value", size - excess, size));
    }
  }
}
