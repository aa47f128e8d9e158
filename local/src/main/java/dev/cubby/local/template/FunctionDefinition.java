package dev.cubby.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function of the template.
///
/// @param name what `Ref` answers: `FunctionName`, or else the logical id
/// @param codeUri a zip in Lambda's layout or a directory, absolute
/// @param timeout from 1 s to 900 s; 3 s where the template says nothing
/// @param memoryMegabytes 128 where the template says nothing
/// @param version `$LATEST`, or `1` where an alias is published
/// @param reservedConcurrency how many invocations may be under way at once, 0 for none; null where
///   the function has no limit of its own
public record FunctionDefinition(
    String logicalId,
    String name,
    String arn,
    String handler,
    Path codeUri,
    Map<String, String> environment,
    Duration timeout,
    int memoryMegabytes,
    String version,
    @Nullable Integer reservedConcurrency) {}
