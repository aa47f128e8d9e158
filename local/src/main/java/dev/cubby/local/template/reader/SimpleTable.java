package dev.cubby.local.template.reader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// SAM's `AWS::Serverless::SimpleTable`: a table with a partition key and no index.
final class SimpleTable {

  private SimpleTable() {}

  /// The properties of the `AWS::DynamoDB::Table` that SAM makes of it. Without `PrimaryKey`, the
  /// key is the text `id`.
  static Value.Mapping expand(Value.Mapping properties) {
    int line = properties.line();
    var expanded = new LinkedHashMap<>(properties.members());
    expanded.remove("PrimaryKey");
    var key = properties.mapping("PrimaryKey");
    var name = key.has("Name") ? key.required("Name") : new Value.Scalar("id", line);
    expanded.put("AttributeDefinitions", attribute(name, "AttributeType", type(key), line));
    expanded.put("KeySchema", attribute(name, "KeyType", "HASH", line));
    return new Value.Mapping(expanded, line);
  }

  private static String type(Value.Mapping key) {
    key.checkNames(Set.of("Name", "Type"));
    return switch (key.text("Type", "String")) {
      case "String" -> "S";
      case "Number" -> "N";
      case "Binary" -> "B";
      default -> throw key.refused("Type of PrimaryKey is not String, Number or Binary");
    };
  }

  private static Value attribute(Value name, String property, String value, int line) {
    var members = Map.of("AttributeName", name, property, new Value.Scalar(value, line));
    return new Value.Sequence(List.of(new Value.Mapping(members, line)), line);
  }
}
