package dev.cubby.shared.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The value of an `If-Match` or `If-None-Match` header (RFC 9110 §13.1): `*` or a list of tags.
public sealed interface EntityTags {

  /// `*`
  record Any() implements EntityTags {}

  /// The tags that Cubby can have issued, out of one or more. `strong` excludes weak tags.
  record Listed(List<ETag> strong, List<ETag> all) implements EntityTags {}

  /// The maximum number of tags in a header. Each adds to a DynamoDB expression, which is limited
  /// to 4 KB.
  int MAX_LENGTH = 20;

  /// A tag, or nothing, before the next comma. Tags may contain commas, and lists may have empty
  /// members (RFC 9110 §5.6.1).
  Pattern MEMBER =
      Pattern.compile("\\G\\s*(?:(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"))?\\s*(?:,|$)");

  /// Parses a header; empty if it is malformed, too long or without a tag.
  static Optional<EntityTags> parse(String header) {
    if (header.strip().equals("*")) {
      return Optional.of(new Any());
    }
    var strong = new ArrayList<ETag>();
    var all = new ArrayList<ETag>();
    int members = 0;
    int end = 0;
    var match = MEMBER.matcher(header);
    while (end < header.length() && match.find()) {
      end = match.end();
      if (match.group(2) != null) {
        members++;
        boolean weak = match.group(1) != null;
        ETag.parse(match.group(2))
            .ifPresent(tag -> {
              all.add(tag);
              if (!weak) {
                strong.add(tag);
              }
            });
      }
    }
    return end == header.length() && 0 < members && members <= MAX_LENGTH
        ? Optional.of(new Listed(List.copyOf(strong), List.copyOf(all)))
        : Optional.empty();
  }
}
