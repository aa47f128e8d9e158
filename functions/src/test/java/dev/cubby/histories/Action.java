package dev.cubby.histories;

/// What a part of an operation asks of one record.
enum Action {
  READ,

  /// POST.
  CREATE,

  /// PUT with `If-None-Match: *`.
  CREATE_IF_ABSENT,

  /// PUT.
  REPLACE,

  /// PUT with `upsert=true`.
  UPSERT,

  /// PATCH with `increment`.
  INCREMENT,

  DELETE;

  /// Whether it creates a record that does not exist.
  boolean creates() {
    return this == CREATE || this == CREATE_IF_ABSENT || this == UPSERT;
  }

  /// Whether it refuses a record that exists.
  boolean requiresAbsence() {
    return this == CREATE || this == CREATE_IF_ABSENT;
  }

  /// Whether the record then has the value of the operation.
  boolean writesValue() {
    return creates() || this == REPLACE;
  }
}
