package dev.cubby.shared.dynamodb;

import static dev.cubby.shared.dynamodb.Attributes.number;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.cubby.shared.version.ETag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The part of a condition that an item has one of some tags. No tag at all is a condition that
/// never holds.
record TagCondition(String expression, Map<String, AttributeValue> values) {

  static final TagCondition ANY = new TagCondition("", Map.of());

  static TagCondition of(List<ETag> tags) {
    if (tags.isEmpty()) {
      return new TagCondition(" AND attribute_not_exists(incarnation)", Map.of());
    }
    var values = new HashMap<String, AttributeValue>();
    var expression =
        IntStream.range(0, tags.size())
            .mapToObj(i -> {
              values.put(":incarnation" + i, fromS(tags.get(i).incarnation()));
              values.put(":version" + i, number(tags.get(i).version()));
              return "incarnation = :incarnation" + i + " AND version = :version" + i;
            })
            .collect(Collectors.joining(" OR ", " AND (", ")"));
    return new TagCondition(expression, values);
  }
}
