package dev.cubby.shared.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The part of an update that sets attributes, and removes those that are null.
record AttributeUpdate(
    List<String> sets, List<String> removes, Map<String, String> names, Attributes values) {

  static AttributeUpdate of(Attributes attributes) {
    var sets = new ArrayList<String>();
    var removes = new ArrayList<String>();
    var names = new HashMap<String, String>();
    var values = Attributes.NONE;
    for (var attribute : attributes.toMapWithNulls().entrySet()) {
      var name = attribute.getKey();
      names.put("#" + name, name);
      if (attribute.getValue() == null) {
        removes.add("#" + name);
      } else {
        sets.add("#" + name + " = :" + name);
        values = values.with(":" + name, attribute.getValue());
      }
    }
    return new AttributeUpdate(sets, removes, names, values);
  }

  /// Returns the expression, which also makes the assignments `others`.
  String expression(String... others) {
    var all = new ArrayList<>(List.of(others));
    all.addAll(sets);
    return (all.isEmpty() ? "" : "SET " + String.join(", ", all))
        + (removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes));
  }
}
