package dev.cubby.local;

import dev.cubby.local.gateway.Patience;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a [LocalApi] is run.
///
/// @param template the SAM template; code URIs in it are relative to its directory
/// @param host the address to listen on
/// @param port the port to listen on, 0 for any that is free
/// @param stage the first segment of every path; null for none
/// @param data where the embedded DynamoDB keeps its tables, and API keys are kept; null to keep
///   them in memory
/// @param dynamoDbEndpoint a running DynamoDB instead of the embedded one; null for the embedded
///   one
/// @param parameters values of the template's parameters; those not here have their defaults
/// @param environment variables of all functions, which go before the template's
/// @param emulation how AWS is imitated where there is a choice
public record Options(
    Path template,
    String host,
    int port,
    @Nullable String stage,
    @Nullable Path data,
    @Nullable URI dynamoDbEndpoint,
    Map<String, String> parameters,
    Map<String, String> environment,
    Emulation emulation) {

  public Options {
    parameters = Map.copyOf(parameters);
    environment = Map.copyOf(environment);
  }

  /// The API of `template` on any free port of 127.0.0.1, with an embedded DynamoDB in memory.
  public static Options of(Path template) {
    return new Options(
        template, "127.0.0.1", 0, null, null, null, Map.of(), Map.of(), Emulation.usual());
  }

  public Options withTemplate(Path template) {
    return new Options(
        template, host, port, stage, data, dynamoDbEndpoint, parameters, environment, emulation);
  }

  public Options withHost(String host) {
    return new Options(
        template, host, port, stage, data, dynamoDbEndpoint, parameters, environment, emulation);
  }

  public Options withPort(int port) {
    return new Options(
        template, host, port, stage, data, dynamoDbEndpoint, parameters, environment, emulation);
  }

  public Options withStage(String stage) {
    return new Options(
        template, host, port, stage, data, dynamoDbEndpoint, parameters, environment, emulation);
  }

  public Options withData(Path data) {
    return new Options(
        template, host, port, stage, data, dynamoDbEndpoint, parameters, environment, emulation);
  }

  public Options withDynamoDbEndpoint(URI dynamoDbEndpoint) {
    return new Options(
        template, host, port, stage, data, dynamoDbEndpoint, parameters, environment, emulation);
  }

  /// These options with one more parameter.
  public Options withParameter(String name, String value) {
    return new Options(
        template,
        host,
        port,
        stage,
        data,
        dynamoDbEndpoint,
        with(parameters, name, value),
        environment,
        emulation);
  }

  /// These options with one more variable of all functions.
  public Options withVariable(String name, String value) {
    return new Options(
        template,
        host,
        port,
        stage,
        data,
        dynamoDbEndpoint,
        parameters,
        with(environment, name, value),
        emulation);
  }

  /// These options with each invocation under way in an execution environment of its own, or not.
  public Options withStrict(boolean strict) {
    return withEmulation(emulation.withStrict(strict));
  }

  /// These options with an access log on standard output, or without.
  public Options withAccessLog(boolean accessLog) {
    return withEmulation(emulation.withAccessLog(accessLog));
  }

  /// These options with other limits for what the gateway waits for.
  public Options withPatience(Patience patience) {
    return withEmulation(emulation.withPatience(patience));
  }

  /// These options with a control plane that refuses calls as often as API Gateway's would.
  public Options withControlPlaneQuotas() {
    return withEmulation(emulation.withControlPlaneQuotas());
  }

  /// These options with functions that reach DynamoDB through [LocalApi#faults].
  public Options withFaultProxy() {
    return withEmulation(emulation.withFaultProxy());
  }

  private Options withEmulation(Emulation emulation) {
    return new Options(
        template, host, port, stage, data, dynamoDbEndpoint, parameters, environment, emulation);
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    var more = new HashMap<>(map);
    more.put(name, value);
    return more;
  }
}
