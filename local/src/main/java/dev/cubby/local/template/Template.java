package dev.cubby.local.template;

import java.nio.file.Path;
import java.util.Map;

/// What a SAM template says that runs on a laptop. Resources whose condition is false are left out.
///
/// @param functions by logical id
/// @param tables by logical id
/// @param apiKeys by logical id
/// @param usagePlans by logical id
public record Template(
    PseudoParameters pseudoParameters,
    Map<String, FunctionDefinition> functions,
    ApiDefinition api,
    Map<String, TableDefinition> tables,
    Map<String, ApiKeyDefinition> apiKeys,
    Map<String, UsagePlanDefinition> usagePlans,
    EventSources eventSources) {

  /// Reads the template in `file`, with the defaults of its parameters.
  ///
  /// @throws TemplateException if the template is broken, or needs what `local` does not run
  public static Template read(Path file) {
    return read(file, Map.of());
  }

  /// Reads the template in `file`. A parameter without a value in `parameters` has its default.
  ///
  /// @throws TemplateException if the template is broken, or needs what `local` does not run
  public static Template read(Path file, Map<String, String> parameters) {
    try {
      var directory = file.toAbsolutePath().resolveSibling("");
      return new TemplateReader(YamlReader.read(file), parameters).read(directory);
    } catch (TemplateException e) {
      throw e.in(String.valueOf(file.getFileName()));
    }
  }

  /// The table with this logical id.
  ///
  /// @throws IllegalArgumentException if there is none
  public TableDefinition table(String logicalId) {
    var table = tables.get(logicalId);
    if (table == null) {
      throw new IllegalArgumentException("The template has no table " + logicalId);
    }
    return table;
  }
}
