package dev.cubby.reliability;

/// What a client does to a thing.
enum Action {
  READ,
  CREATE,
  /// With an `Idempotency-Key`, again and again until it is answered.
  CREATE_ONCE,
  /// The same request as the last `CREATE_ONCE` that made something, whatever has become of it.
  REPEAT,
  REPLACE,
  /// With the last `ETag` that the client has seen.
  REPLACE_MATCHING,
  UPSERT,
  DELETE,
  /// With the last `ETag` that the client has seen.
  DELETE_MATCHING
}
