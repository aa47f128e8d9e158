package dev.cubby.local.template;

import java.time.Duration;
import java.util.List;

/// A Lambda authorizer of type REQUEST. All its identity sources must be there before it is called.
///
/// @param timeToLive how long a result is used again; zero for not at all
public record AuthorizerDefinition(
    String name,
    String functionId,
    List<String> headers,
    List<String> queryStrings,
    List<String> stageVariables,
    List<String> contextVariables,
    Duration timeToLive) {}
