package dev.cubby.local.template.reader;

import dev.cubby.local.template.Refusals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Set;

/// The `Globals` section of a SAM template.
final class Globals {

  private static final Set<String> SECTIONS = Set.of("Function", "Api", "SimpleTable");

  private final Value.Mapping sections;

  /// @param refusals gets the sections for resources that `local` does not run
  Globals(Value.Mapping sections, Refusals refusals) {
    for (var section : sections.members().entrySet()) {
      if (!SECTIONS.contains(section.getKey())) {
        refusals.add(
            section
                .getValue()
                .refused("local does not run what Globals." + section.getKey() + " is for"));
      }
    }
    this.sections = sections;
  }

  /// `properties` with those of the section added, as SAM does it: mappings merge, lists
  /// concatenate with the global items first, and a scalar or an intrinsic function of the resource
  /// replaces the global one.
  Value.Mapping apply(String section, Value.Mapping properties) {
    return (Value.Mapping) merge(sections.mapping(section), properties);
  }

  private static Value merge(Value global, Value own) {
    if (global instanceof Value.Mapping globals
        && own instanceof Value.Mapping owns
        && !globals.isIntrinsic()
        && !owns.isIntrinsic()) {
      var members = new LinkedHashMap<>(globals.members());
      owns.members().forEach((name, value) -> members.merge(name, value, Globals::merge));
      return new Value.Mapping(members, owns.line());
    }
    if (global instanceof Value.Sequence globals && own instanceof Value.Sequence owns) {
      var items = new ArrayList<>(globals.items());
      items.addAll(owns.items());
      return new Value.Sequence(items, owns.line());
    }
    return own;
  }
}
