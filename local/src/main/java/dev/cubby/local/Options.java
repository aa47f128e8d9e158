package dev.cubby.local;

import dev.cubby.local.gateway.RequestLogFormat;
import dev.cubby.local.gateway.Timeouts;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a [LocalApi] runs. Immutable: each method returns changed options.
public final class Options implements Cloneable {

  Map<String, String> parameters = Map.of();
  Map<String, String> environment = Map.of();
  Path template;
  String host = "127.0.0.1";
  int port;
  @Nullable String stage;
  @Nullable Path data;
  boolean temporaryFiles;
  @Nullable URI dynamoDbEndpoint;
  boolean strict;
  RequestLogFormat requestLog = RequestLogFormat.NONE;
  ZoneId zone = ZoneOffset.UTC;
  boolean controlPlaneQuotas;
  boolean faultProxy;
  Timeouts timeouts = Timeouts.ofApiGateway();
  int functionTimeoutFactor = 1;

  private Options(Path template) {
    this.template = template;
  }

  /// The API of the SAM template `template` on any free port of 127.0.0.1, with an embedded
  /// DynamoDB in memory. Code URIs in the template are relative to its directory.
  public static Options of(Path template) {
    return new Options(template);
  }

  /// Runs this template instead.
  public Options withTemplate(Path template) {
    return with(options -> options.template = template);
  }

  /// Listens on this address.
  public Options withHost(String host) {
    return with(options -> options.host = host);
  }

  /// Listens on this port, 0 for any that is free.
  public Options withPort(int port) {
    return with(options -> options.port = port);
  }

  /// Serves every path under `/stage`.
  public Options withStage(String stage) {
    return with(options -> options.stage = stage);
  }

  /// Keeps tables, API keys and dead letters in this directory.
  public Options withData(Path data) {
    return with(options -> options.data = data);
  }

  /// Keeps tables in temporary files until the end, not in memory, unless there is a directory for
  /// data.
  public Options withTemporaryFiles() {
    return with(options -> options.temporaryFiles = true);
  }

  /// Uses a running DynamoDB instead of the embedded one.
  public Options withDynamoDbEndpoint(URI endpoint) {
    return with(options -> options.dynamoDbEndpoint = endpoint);
  }

  /// Gives a parameter of the template a value other than its default.
  public Options withParameter(String name, String value) {
    return with(options -> options.parameters = added(parameters, name, value));
  }

  /// Gives all functions a variable, which takes precedence over the template's.
  public Options withVariable(String name, String value) {
    return with(options -> options.environment = added(environment, name, value));
  }

  /// Gives each concurrent invocation an execution environment of its own, with its own static
  /// fields, as AWS does. Otherwise a function's invocations share one, which takes far less
  /// memory.
  public Options withStrict() {
    return with(options -> options.strict = true);
  }

  /// Prints this about each request on standard output.
  public Options withRequestLog(RequestLogFormat format) {
    return with(options -> options.requestLog = format);
  }

  /// Prints times for people in this zone.
  public Options withZone(ZoneId zone) {
    return with(options -> options.zone = zone);
  }

  /// Limits how long the gateway waits for functions.
  public Options withTimeouts(Timeouts timeouts) {
    return with(options -> options.timeouts = timeouts);
  }

  /// Gives each function `factor` times the template's timeout, where a slow machine must not end
  /// it.
  public Options withFunctionTimeoutFactor(int factor) {
    return with(options -> options.functionTimeoutFactor = factor);
  }

  /// Throttles the control plane at API Gateway's rates.
  public Options withControlPlaneQuotas() {
    return with(options -> options.controlPlaneQuotas = true);
  }

  /// Puts a [FaultProxy] between the functions and DynamoDB.
  public Options withFaultProxy() {
    return with(options -> options.faultProxy = true);
  }

  private Options with(Consumer<Options> change) {
    try {
      var copy = (Options) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> added(Map<String, String> map, String name, String value) {
    var more = new HashMap<>(map);
    more.put(name, value);
    return more;
  }
}
