package dev.cubby.testing;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import dev.cubby.local.dynamodb.EmbeddedDynamoDb;
import dev.cubby.local.dynamodb.TableProvisioner;
import dev.cubby.local.template.TableDefinition;
import dev.cubby.local.template.reader.TemplateReader;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.TableClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// The table of template.yaml in DynamoDB Local: one server per JVM, one table per test, gone after
/// it. Without the stream: each that ever was makes every write slower.
public final class DynamoDb implements BeforeEachCallback, AfterEachCallback {

  private static final class Server {
    static final EmbeddedDynamoDb INSTANCE = EmbeddedDynamoDb.inMemory();
    static final TableDefinition TABLE =
        TemplateReader.read(Path.of("../template.yaml")).table("Table").withoutStream();
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Queue<String> operations = new ConcurrentLinkedQueue<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final DoubleAdder units = new DoubleAdder();
  private final Queue<DynamoDbClient> clients = new ConcurrentLinkedQueue<>();
  private final DynamoDbClient client = patientClient(endpoint(), Kill.NEVER);
  private String tableName = "";

  /// Where DynamoDB Local listens.
  public URI endpoint() {
    return Server.INSTANCE.endpoint();
  }

  public String tableName() {
    return tableName;
  }

  /// The table by a client as functions have it, whose calls are counted. It is more patient: a
  /// server that is busy with another test may take its time.
  public Table table() {
    return new Table(client, tableName);
  }

  /// The same by way of `endpoint`, no more patient than a function.
  public Table table(URI endpoint) {
    return new Table(client(endpoint), tableName);
  }

  /// The same by way of `endpoint`, as patient as [#table()].
  public Table patientTable(URI endpoint) {
    return new Table(patientClient(endpoint, Kill.NEVER), tableName);
  }

  /// The patient one, with `kill` in the way of its calls.
  public Table table(Kill kill) {
    return new Table(patientClient(endpoint(), kill), tableName);
  }

  /// A client as functions have it, until the test ends, but patient where nothing is in the way.
  public DynamoDbClient client(URI endpoint) {
    return endpoint.equals(endpoint())
        ? patientClient(endpoint, Kill.NEVER)
        : client(TableClient.builder(), endpoint, Kill.NEVER);
  }

  private DynamoDbClient patientClient(URI endpoint, Kill kill) {
    var builder = TableClient.builder();
    builder
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE))
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .apiCallAttemptTimeout(PATIENCE)
                .apiCallTimeout(PATIENCE)
                .build());
    return client(builder, endpoint, kill);
  }

  private DynamoDbClient client(DynamoDbClientBuilder builder, URI endpoint, Kill kill) {
    var client =
        builder
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .overrideConfiguration(
                builder.overrideConfiguration().toBuilder()
                    .addExecutionInterceptor(new CallCounter())
                    .addExecutionInterceptor(kill)
                    .build())
            .build();
    clients.add(client);
    return client;
  }

  /// How many calls there were since the test began, or since this was last asked.
  public int calls() {
    return calls.getAndSet(0);
  }

  /// The names of these calls, likewise.
  public List<String> operations() {
    var names = List.copyOf(operations);
    operations.clear();
    return names;
  }

  /// How many attempts these calls took, likewise.
  public int attempts() {
    return attempts.getAndSet(0);
  }

  /// How many read or write units DynamoDB Local counted for them, its index included, likewise.
  public double units() {
    return units.sumThenReset();
  }

  /// Writes an item as it is.
  public void put(Map<String, AttributeValue> item) {
    client(endpoint())
        .putItem(put -> put.tableName(tableName).item(item).returnConsumedCapacity(TOTAL));
  }

  /// All items of the table.
  public List<Map<String, AttributeValue>> items() {
    return client.scanPaginator(scan -> scan.tableName(tableName)).items().stream().toList();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    tableName = "test-" + UUID.randomUUID();
    new TableProvisioner(client).createIfAbsent(Server.TABLE.withTableName(tableName));
    calls();
    attempts();
    units();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    client.deleteTable(table -> table.tableName(tableName));
    clients.forEach(DynamoDbClient::close);
    clients.clear();
  }

  private final class CallCounter implements ExecutionInterceptor {

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      calls.incrementAndGet();
      operations.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      attempts.incrementAndGet();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      // A list where several items took part.
      context
          .response()
          .getValueForField("ConsumedCapacity", Object.class)
          .map(consumed -> consumed instanceof List<?> several ? several : List.of(consumed))
          .ifPresent(consumed ->
              consumed.forEach(one -> units.add(((ConsumedCapacity) one).capacityUnits())));
    }
  }
}
