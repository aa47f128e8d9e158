package dev.cubby.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function of the template.
///
/// @param name the value of `Ref`: `FunctionName`, or else the logical id
/// @param arn with the alias where one is published
/// @param runtime as in `java21`
/// @param codeUri a zip in Lambda's layout or a directory, absolute
/// @param timeout from 1 s to 900 s; 3 s by default
/// @param memoryMegabytes 128 by default
/// @param version `$LATEST`, or `1` where an alias is published
/// @param reservedConcurrency maximum concurrent invocations, 0 for none; null if the function has
///   no limit of its own
public record FunctionDefinition(
    String logicalId,
    String name,
    String arn,
    String runtime,
    String handler,
    Path codeUri,
    Map<String, String> environment,
    Duration timeout,
    int memoryMegabytes,
    String version,
    @Nullable Integer reservedConcurrency) {

  FunctionDefinition withTimeout(Duration timeout) {
    return new FunctionDefinition(
        logicalId,
        name,
        arn,
        runtime,
        handler,
        codeUri,
        environment,
        timeout,
        memoryMegabytes,
        version,
        reservedConcurrency);
  }
}
