package dev.cubby.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parts of a SAM template that run locally. Resources whose condition is false are omitted.
///
/// @param functions by logical id
/// @param tables by logical id
/// @param apiKeys by logical id
/// @param usagePlans by logical id
/// @param notRun what has no effect here and has one on AWS, as in `Bucket (AWS::S3::Bucket)` or
///   `JAVA_TOOL_OPTIONS of F`
public record Template(
    PseudoParameters pseudoParameters,
    Map<String, FunctionDefinition> functions,
    ApiDefinition api,
    Map<String, TableDefinition> tables,
    Map<String, ApiKeyDefinition> apiKeys,
    Map<String, UsagePlanDefinition> usagePlans,
    List<StreamSourceDefinition> streams,
    List<ScheduleDefinition> schedules,
    List<String> notRun) {

  /// Returns this template with `factor` times the timeout of each function.
  public Template withFunctionTimeouts(int factor) {
    var patient = new LinkedHashMap<>(functions);
    patient.replaceAll(
        (_, function) -> function.withTimeout(function.timeout().multipliedBy(factor)));
    return new Template(
        pseudoParameters, patient, api, tables, apiKeys, usagePlans, streams, schedules, notRun);
  }

  /// The table with this logical id.
  ///
  /// @throws IllegalArgumentException if absent
  public TableDefinition table(String logicalId) {
    var table = tables.get(logicalId);
    if (table == null) {
      throw new IllegalArgumentException("The template has no table " + logicalId);
    }
    return table;
  }
}
