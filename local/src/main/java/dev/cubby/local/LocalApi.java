package dev.cubby.local;

import static java.util.Objects.requireNonNull;

import dev.cubby.local.controlplane.ControlPlane;
import dev.cubby.local.dynamodb.DynamoDbConnection;
import dev.cubby.local.dynamodb.EmbeddedDynamoDb;
import dev.cubby.local.dynamodb.TableProvisioner;
import dev.cubby.local.events.DeadLetters;
import dev.cubby.local.events.EventDelivery;
import dev.cubby.local.events.PollingPolicy;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.gateway.Gateway;
import dev.cubby.local.http.AwsRequest;
import dev.cubby.local.lambda.InvocationResult;
import dev.cubby.local.lambda.LambdaRuntime;
import dev.cubby.local.template.Template;
import dev.cubby.local.template.TemplateException;
import dev.cubby.local.template.reader.TemplateReader;
import dev.cubby.local.usage.UsagePlans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/// A SAM template's API, functions and tables, running in this process until it is closed.
///
/// ```java
/// try (var api = LocalApi.start(Options.of(Path.of("template.yaml")))) {
///   client.send(HttpRequest.newBuilder(URI.create(api.url() + "/greeting")).build(), ofString());
/// }
/// ```
public final class LocalApi implements AutoCloseable {

  private final Options options;
  private final List<String> notRun;
  private final @Nullable EmbeddedDynamoDb embedded;
  private final DynamoDbConnection dynamoDb;
  private final @Nullable FaultProxy faults;
  private final UsagePlans usagePlans;
  private final ControlPlane controlPlane;
  private final LambdaRuntime functions;
  private final DeadLetters deadLetters;
  private final Gateway gateway;
  private final Closer closer;

  /// Starts the API and creates the tables that are not there yet. The API serves requests when
  /// this returns.
  ///
  /// @throws TemplateException if the template is broken, or needs what `local` does not run
  /// @throws StartException if the port is taken or not allowed, or the data directory or the
  ///   DynamoDB endpoint cannot be used
  public static LocalApi start(Options options) {
    return start(options, InstantSource.system());
  }

  /// Starts the API with this clock, for tests of expiry.
  ///
  /// @throws TemplateException if the template is broken, or needs what `local` does not run
  /// @throws StartException if the port is taken or not allowed, or the data directory or the
  ///   DynamoDB endpoint cannot be used
  public static LocalApi start(Options options, InstantSource clock) {
    var template = TemplateReader.read(options.template, options.parameters);
    var closer = new Closer();
    try {
      return new LocalApi(options, template, clock, closer);
    } catch (RuntimeException | Error e) {
      closer.close();
      throw e;
    }
  }

  private LocalApi(Options options, Template template, InstantSource clock, Closer closer) {
    this.options = options;
    notRun = template.notRun();
    this.closer = closer;
    embedded = options.dynamoDbEndpoint == null ? embedded(options) : null;
    dynamoDb = connect(template.pseudoParameters().region());
    createTables(template);
    faults = options.faultProxy ? FaultProxy.to(dynamoDb.endpoint()) : null;
    if (faults != null) {
      closer.push(faults);
    }
    usagePlans = startUsagePlans(template, clock);
    closer.push(usagePlans);
    controlPlane = ControlPlane.start(usagePlans.registry(), options.controlPlaneQuotas, clock);
    closer.push(controlPlane);
    functions =
        new LambdaRuntime(
            template.withFunctionTimeouts(options.functionTimeoutFactor),
            options.strict,
            variables(),
            options.environment);
    closer.push(functions);
    functions.requireHandlers();
    deadLetters = new DeadLetters(options.data);
    closer.push(deliverEvents(template, clock));
    gateway = serve(template, clock);
    closer.push(gateway);
  }

  private DynamoDbConnection connect(String region) {
    if (embedded == null) {
      return DynamoDbConnection.toExternal(
          requireNonNull(options.dynamoDbEndpoint), region, System.getenv());
    }
    closer.push(embedded);
    return DynamoDbConnection.toEmbedded(embedded.endpoint(), region);
  }

  private static EmbeddedDynamoDb embedded(Options options) {
    var data = options.data;
    try {
      if (data != null) {
        return EmbeddedDynamoDb.onDisk(data);
      }
      return options.temporaryFiles
          ? EmbeddedDynamoDb.inTemporaryFiles()
          : EmbeddedDynamoDb.inMemory();
    } catch (IOException e) {
      throw new StartException(
          "Cannot keep tables in "
              + (data == null ? "temporary files" : data)
              + ": "
              + firstLine(e),
          e);
    }
  }

  private void createTables(Template template) {
    try (var client = dynamoDb.client()) {
      var provisioner = new TableProvisioner(client);
      for (var table : template.tables().values()) {
        provisioner.createIfAbsent(table);
        // Another DynamoDB may serve others.
        if (embedded != null) {
          provisioner.complete(table);
        }
      }
    } catch (SdkException e) {
      throw new StartException(
          "Cannot use DynamoDB at " + dynamoDb.endpoint() + ": " + firstLine(e), e);
    }
  }

  private UsagePlans startUsagePlans(Template template, InstantSource clock) {
    try {
      return UsagePlans.start(template, options.data, clock);
    } catch (UncheckedIOException e) {
      throw new StartException(
          "Cannot use the API keys in " + options.data + ": " + firstLine(e), e);
    }
  }

  private Map<String, String> variables() {
    var variables = new HashMap<>(ofFunctions().variables());
    variables.putAll(controlPlane.variables());
    return variables;
  }

  private DynamoDbConnection ofFunctions() {
    return faults == null ? dynamoDb : dynamoDb.through(faults.endpoint());
  }

  private EventDelivery deliverEvents(Template template, InstantSource clock) {
    try {
      return EventDelivery.start(
          template, ofFunctions(), functions, deadLetters, PollingPolicy.ofLambda(clock));
    } catch (SdkException | IllegalStateException e) {
      throw new StartException(
          "Cannot read streams of DynamoDB at " + dynamoDb.endpoint() + ": " + firstLine(e), e);
    }
  }

  private static String cause(IOException failure) {
    var cause = failure.getCause() instanceof IOException e ? e : failure;
    return cause instanceof BindException && "Address already in use".equals(cause.getMessage())
        ? "the port is taken"
        : firstLine(cause);
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private Gateway serve(Template template, InstantSource clock) {
    var address = new Gateway.Address(options.host, options.port, options.stage);
    var conduct = new Gateway.Conduct(options.timeouts, options.requestLog, options.zone);
    try {
      return Gateway.start(template, functions, usagePlans, address, conduct, clock);
    } catch (IOException e) {
      throw new StartException(
          "Cannot listen on " + options.host + ":" + options.port + ": " + cause(e), e);
    }
  }

  /// The URL of the API without a trailing slash: `http://127.0.0.1:3000`, followed by the stage if
  /// one is served.
  public URI url() {
    var stage = options.stage == null ? "" : "/" + options.stage;
    var host = options.host.contains(":") ? "[" + options.host + "]" : options.host;
    return URI.create("http://" + host + ":" + gateway.port() + stage);
  }

  /// What the template has that is not run here, as in `Bucket (AWS::S3::Bucket)`.
  public List<String> notRun() {
    return notRun;
  }

  /// The endpoint of the DynamoDB that the functions use, behind any fault proxy.
  public URI dynamoDbEndpoint() {
    return dynamoDb.endpoint();
  }

  /// The proxy between the functions and DynamoDB, which passes on all calls at first.
  ///
  /// @throws IllegalStateException if the options do not ask for it
  public FaultProxy faults() {
    if (faults == null) {
      throw new IllegalStateException("The options have no fault proxy");
    }
    return faults;
  }

  /// Shows each call to the embedded DynamoDB and to API Gateway's control plane to `listener` from
  /// now on, before it is handled. [AwsRequest#accessKeyId] names the function that calls.
  public void observe(Consumer<AwsRequest> listener) {
    if (embedded != null) {
      embedded.observe(listener);
    }
    controlPlane.observe(listener);
  }

  /// The endpoint of API Gateway's control plane, for SDK clients that create API keys.
  public URI controlPlaneEndpoint() {
    return controlPlane.endpoint();
  }

  /// Invokes a function with a JSON event, as Lambda's Invoke operation does, and waits for its
  /// result. The function's timeout, Lambda's limit of 6 291 456 bytes for event and result, and
  /// the concurrency limit apply.
  ///
  /// @throws IllegalArgumentException if the template has no function with this logical id
  public InvocationResult invoke(String functionLogicalId, byte[] event) {
    return functions.invoke(functionLogicalId, event);
  }

  /// The messages about discarded records that a queue or topic of the template received, oldest
  /// first.
  public List<String> deadLetters(String logicalId) {
    return deadLetters.of(logicalId);
  }

  /// Ends everything. Requests in flight have 2 s, event sources 1.5 s, functions that still run
  /// 0.5 s, their shutdown hooks 10 s. Closing again does nothing.
  @Override
  public void close() {
    closer.close();
  }
}
