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
/// @param mismatch the status that the single request returns if the thing exists but fails the
///   condition
record BatchWrite(Key key, int bytes, Consumer<Transaction> addition, int mismatch, Result result) {

  /// What the response says about an operation that took effect: what the headers of the single
  /// request's response say. `createdAt` is known only if the batch creates the thing.
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
