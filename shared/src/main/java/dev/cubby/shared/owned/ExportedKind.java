package dev.cubby.shared.owned;

import dev.cubby.shared.dynamodb.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A part of an export: all things of one kind.
public interface ExportedKind {

  /// Returns the name that the lines state.
  String name();

  /// Whether `position` can be that of a page.
  boolean isPosition(String position);

  /// Returns a page of at most `limit` lines of a user after `position`, null for the first page.
  /// Eventually consistent.
  Page<String> page(String userId, @Nullable String position, int limit, Instant time);
}
