package dev.cubby.reliability;

/// What a client does to a thing.
enum Action {
  READ,
  CREATE,
  REPLACE,
  /// With the last `ETag` that the client has seen.
  REPLACE_MATCHING,
  UPSERT,
  DELETE,
  /// With the last `ETag` that the client has seen.
  DELETE_MATCHING
}
