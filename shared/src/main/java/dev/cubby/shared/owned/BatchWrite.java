package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.Transaction;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The write of one operation of a batch.
///
/// @param bytes the size of the stored thing at most, 0 for a deletion
/// @param addition adds the write to the transaction
/// @param mismatch the status of the operation alone if the thing exists but fails the condition
record BatchWrite(Key key, int bytes, Consumer<Transaction> addition, int mismatch, Result result) {

  /// What the batch's response says about an operation that took effect, as its headers do alone.
  /// The time of creation is known only of what it creates.
  record Result(
      int status,
      @Nullable String location,
      @Nullable String etag,
      @Nullable Instant createdAt,
      @Nullable Instant updatedAt,
      @Nullable Instant expiresAt) {

    static final Result DELETED = new Result(204, null, null, null, null, null);
  }
}
