package dev.cubby.shared.dynamodb;

import dev.cubby.shared.version.ETag;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The part of a condition that requires one of some tags. Without tags it always fails.
record ETagCondition(String expression, Attributes values) {
  static final ETagCondition ANY = new ETagCondition("", Attributes.NONE);

  static ETagCondition of(List<ETag> tags) {
    if (tags.isEmpty()) {
      return new ETagCondition(" AND attribute_not_exists(incarnation)", Attributes.NONE);
    }
    var values = Attributes.NONE;
    for (int i = 0; i < tags.size(); i++) {
      values =
          values
              .with(":incarnation" + i, tags.get(i).incarnation())
              .with(":version" + i, tags.get(i).version());
    }
    var expression =
        IntStream.range(0, tags.size())
            .mapToObj(i -> "incarnation = :incarnation" + i + " AND version = :version" + i)
            .collect(Collectors.joining(" OR ", " AND (", ")"));
    return new ETagCondition(expression, values);
  }
}
