package dev.cubby.shared.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The value of an `If-Match` or `If-None-Match` header (RFC 9110 §13.1): any thing there is, or
/// some tags.
public sealed interface EntityTags {

  /// `*`
  record Any() implements EntityTags {}

  /// One or more tags, only those that could be ours. `strong` excludes the tags that were stated
  /// as weak.
  record Listed(List<ETag> strong, List<ETag> all) implements EntityTags {}

  /// How many tags a header may list. Each takes its share of a DynamoDB expression, which has 4 KB
  /// at most.
  int MAX_LENGTH = 20;

  Pattern MEMBER = Pattern.compile("(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

  /// Reads a header; empty if it is malformed or too long.
  static Optional<EntityTags> parse(String header) {
    if (header.strip().equals("*")) {
      return Optional.of(new Any());
    }
    var strong = new ArrayList<ETag>();
    var all = new ArrayList<ETag>();
    var members = header.split(",", -1);
    if (members.length > MAX_LENGTH) {
      return Optional.empty();
    }
    for (var member : members) {
      var match = MEMBER.matcher(member.strip());
      if (!match.matches()) {
        return Optional.empty();
      }
      ETag.parse(match.group(2))
          .ifPresent(tag -> {
            all.add(tag);
            if (match.group(1) == null) {
              strong.add(tag);
            }
          });
    }
    return Optional.of(new Listed(List.copyOf(strong), List.copyOf(all)));
  }
}
