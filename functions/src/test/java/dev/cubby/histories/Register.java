package dev.cubby.histories;

import java.util.Optional;

/// What a record is at one time: a register with versions.
///
/// @param creator the operation that created it
/// @param incarnation empty as long as no response has shown it
/// @param version 0 if the record does not exist
/// @param value the number in it; each write but an increment has another one
record Register(int creator, String incarnation, long version, long value) {

  static final Register ABSENT = new Register(0, "", 0, 0);

  /// The first version by operation `id`, whose attempts all give it the same `ETag`; empty if no
  /// response shows it.
  static Register first(int id, String etag, long value) {
    return new Register(id, incarnation(etag), 1, value);
  }

  boolean isPresent() {
    return version > 0;
  }

  /// The next version, with this value.
  Register next(long newValue) {
    return new Register(creator, incarnation, version + 1, newValue);
  }

  /// This register if it can have `etag`, which then gives the incarnation. An empty one fits all.
  Optional<Register> seenAs(String etag) {
    if (etag.isEmpty()) {
      return Optional.of(this);
    }
    var seen = new Register(creator, incarnation(etag), version, value);
    return isPresent()
            && etag.equals(seen.etag())
            && (incarnation.isEmpty() || incarnation.equals(seen.incarnation))
        ? Optional.of(seen)
        : Optional.empty();
  }

  /// Whether this register certainly has `etag`.
  boolean has(String etag) {
    return isPresent() && etag.equals(etag());
  }

  private static String incarnation(String etag) {
    return etag.isEmpty() ? "" : etag.substring(1, etag.indexOf('.'));
  }

  /// The `ETag`, which no response shows if the incarnation is unknown or the record is absent.
  String etag() {
    return '"' + incarnation + '.' + version + '"';
  }

  /// The `ETag` of the first version.
  String firstEtag() {
    return '"' + incarnation + ".1\"";
  }

  @Override
  public String toString() {
    return isPresent()
        ? value + " \"" + (incarnation.isEmpty() ? "?" : incarnation) + '.' + version + '"'
        : "absent";
  }
}
