package dev.cubby.local.template;

import java.time.Duration;
import java.util.List;

/// A Lambda authorizer of type REQUEST. It is invoked only if all its identity sources are present.
///
/// @param timeToLive how long a result is cached; zero for not at all
public record AuthorizerDefinition(
    String name,
    String functionId,
    List<String> headers,
    List<String> queryStrings,
    List<String> stageVariables,
    List<String> contextVariables,
    Duration timeToLive) {}
