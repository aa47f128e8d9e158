package dev.cubby.local.template.reader;

import dev.cubby.local.template.Refusals;
import dev.cubby.local.template.TemplateException;
import java.util.LinkedHashMap;
import java.util.Set;

/// A resource of a template as written, with nothing resolved.
///
/// @param refusals gets what is wrong with the resource, where reading can continue
record Resource(
    String logicalId, String type, Value.Mapping properties, int line, Refusals refusals) {

  /// Runs `step`, and adds its failure to the refusals under this resource's name.
  void attempt(Runnable step) {
    try {
      step.run();
    } catch (TemplateException e) {
      refusals.add(named(e));
    }
  }

  /// `failure`, attributed to this resource.
  TemplateException named(TemplateException failure) {
    return failure.of("resource " + logicalId);
  }

  /// The resolved values of the properties that are `effective`, leaving out those known to be
  /// `withoutEffect`. A property that is neither is refused.
  ///
  /// @throws TemplateException if a value cannot be resolved
  Value.Mapping resolve(Set<String> effective, Set<String> withoutEffect, Intrinsics intrinsics) {
    var resolved = new LinkedHashMap<String, Value>();
    var failures = new Refusals();
    properties
        .members()
        .forEach((name, value) -> {
          if (effective.contains(name)) {
            failures.run(() -> {
              var result = intrinsics.resolve(value);
              if (result != null) {
                resolved.put(name, result);
              }
            });
          } else if (!withoutEffect.contains(name)) {
            refusals.add(
                named(value.refused("local does not run property " + name + " of " + type)));
          }
        });
    failures.check();
    return new Value.Mapping(resolved, line);
  }
}
