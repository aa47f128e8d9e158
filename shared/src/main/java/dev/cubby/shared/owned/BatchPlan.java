package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.ItemSize;
import dev.cubby.shared.dynamodb.VersionAttributes;
import dev.cubby.shared.http.BatchOperation;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.owned.BatchWrite.Result;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.ETag;
import dev.cubby.shared.version.Precondition.Matches;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Plans the operations of a batch on things of one kind: with the rules of the single requests,
/// but before it writes anything.
final class BatchPlan<T> {
  private final OwnedKind<T> kind;

  BatchPlan(OwnedKind<T> kind) {
    this.kind = kind;
  }

  /// Returns the write of an `operation` of the batch in `request`.
  ///
  /// @throws ProblemException 400 or 413, naming what is wrong with the operation
  BatchWrite plan(BatchOperation operation, Request request) {
    var method = operation.method();
    boolean namesOne = !kind.generatesIds() || method != BatchOperation.Method.POST;
    operation.require(
        operation.namesOne() == namesOne,
        "path",
        namesOne
            ? "must name one thing of " + kind.path("") + " for " + method
            : "must be the list, without an id, for " + method);
    var id = namesOne ? operation.find(kind::id) : UuidV7.at(request.time());
    var expiresAt = operation.expiry();
    return switch (method) {
      case POST -> {
        operation.requireNoCondition();
        yield create(draft(id, operation, request, expiresAt), request, 409);
      }
      case PUT ->
          operation.precondition(kind.isNamedByClients()) instanceof Matches tags
              ? replace(draft(id, operation, request, expiresAt), tags)
              : create(draft(id, operation, request, expiresAt), request, 412);
      case DELETE -> delete(id, (Matches) operation.precondition(false), request);
    };
  }

  private Draft<T> draft(
      String id, BatchOperation operation, Request request, @Nullable Instant expiresAt) {
    var content = operation.body(kind.type(), body -> kind.check(id, body));
    return new Draft<>(request.caller().userId(), id, content, request.time(), expiresAt);
  }

  private BatchWrite create(Draft<T> draft, Request request, int mismatch) {
    var write = kind.write(draft);
    var item = write.firstVersion(VersionAttributes.newWriteId());
    var revision = VersionAttributes.revision(item);
    var result =
        new Result(
            201,
            request.link(kind.path(draft.id())),
            revision.etag().toString(),
            revision.createdAt(),
            revision.updatedAt(),
            revision.expiresAt());
    return new BatchWrite(
        write.key(),
        ItemSize.atMost(item),
        transaction -> transaction.create(item),
        mismatch,
        result);
  }

  private BatchWrite replace(Draft<T> draft, Matches precondition) {
    var write = kind.write(draft);
    var etag =
        precondition.tags().stream()
            .map(tag -> new ETag(tag.incarnation(), tag.version() + 1).toString())
            .findFirst()
            .orElse(null);
    var result =
        new Result(
            200, null, etag, null, draft.time().truncatedTo(ChronoUnit.MILLIS), draft.expiresAt());
    return new BatchWrite(
        write.key(),
        kind.maxBytes(draft.id(), draft.content()),
        transaction -> transaction.update(write, precondition),
        412,
        result);
  }

  private BatchWrite delete(String id, Matches precondition, Request request) {
    var key = kind.key(request.caller().userId(), id);
    return new BatchWrite(
        key, 0, transaction -> transaction.delete(key, precondition), 412, Result.DELETED);
  }
}
