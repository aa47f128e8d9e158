package dev.cubby.local.lambda;

import dev.cubby.local.template.FunctionDefinition;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The environment of a function: the template's variables, and those that Lambda defines ("Using
/// Lambda environment variables").
///
/// @param region the region of the stack
/// @param shared variables of every function that the template can override: endpoints and
///   credentials
/// @param overrides variables of every function that take precedence over the template's
record FunctionVariables(String region, Map<String, String> shared, Map<String, String> overrides) {

  Map<String, String> of(FunctionDefinition function, Path taskRoot) {
    var logNames = LogNames.of(function);
    var variables = new TreeMap<>(shared);
    // On AWS each function has the credentials of its own role.
    variables.putIfAbsent("AWS_ACCESS_KEY_ID", function.logicalId());
    variables.putIfAbsent("AWS_SECRET_ACCESS_KEY", "local");
    variables.put("TZ", ":UTC");
    variables.putAll(function.environment());
    variables.put("AWS_REGION", region);
    variables.put("AWS_DEFAULT_REGION", region);
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", logNames.group());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logNames.stream());
    variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
    variables.put("_HANDLER", function.handler());
    variables.putAll(overrides);
    return Collections.unmodifiableMap(variables);
  }
}
