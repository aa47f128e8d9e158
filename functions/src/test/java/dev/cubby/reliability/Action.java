package dev.cubby.reliability;

/// What a client does to a thing, and how often it does that rather than something else.
enum Action {
  READ(3),
  CREATE(3),

  /// With an `Idempotency-Key`, again and again until it is answered.
  CREATE_ONCE(3),

  /// The same request as the last `CREATE_ONCE` that made something, whatever has become of it.
  REPEAT(1),

  REPLACE(3),

  /// With the last `ETag` that the client has seen.
  REPLACE_MATCHING(3),

  UPSERT(2),
  DELETE(1),

  /// With the last `ETag` that the client has seen.
  DELETE_MATCHING(1);

  private final int weight;

  Action(int weight) {
    this.weight = weight;
  }

  int weight() {
    return weight;
  }
}
