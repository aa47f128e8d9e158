package dev.cubby.local.template.reader;

import dev.cubby.local.template.TemplateException;
import java.util.LinkedHashMap;
import java.util.Set;

/// A resource of a template as written, with nothing resolved.
record Resource(String logicalId, String type, Value.Mapping properties, int line) {

  Resource withProperties(Value.Mapping properties) {
    return new Resource(logicalId, type, properties, line);
  }

  /// The resolved values of the properties that are `effective`, leaving out those known to be
  /// `withoutEffect`.
  ///
  /// @throws TemplateException if a property is neither
  Value.Mapping resolve(Set<String> effective, Set<String> withoutEffect, Intrinsics intrinsics) {
    var resolved = new LinkedHashMap<String, Value>();
    properties
        .members()
        .forEach((name, value) -> {
          if (effective.contains(name)) {
            var result = intrinsics.resolve(value);
            if (result != null) {
              resolved.put(name, result);
            }
          } else if (!withoutEffect.contains(name)) {
            throw value.refused("local does not run property " + name + " of " + type);
          }
        });
    return new Value.Mapping(resolved, line);
  }
}
