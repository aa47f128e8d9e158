package dev.cubby.testing;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import dev.cubby.local.dynamodb.EmbeddedDynamoDb;
import dev.cubby.local.dynamodb.TableProvisioner;
import dev.cubby.local.faults.FaultProxy;
import dev.cubby.local.template.TableDefinition;
import dev.cubby.local.template.reader.TemplateReader;
import dev.cubby.shared.aws.CallLimits;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.TableClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// The table of template.yaml in DynamoDB Local: an empty one for each test. Without the stream:
/// each that ever was makes every write slower. A server executes one call at a time, so the tests
/// of a JVM share out among several.
public final class DynamoDb implements BeforeEachCallback, AfterEachCallback {

  private record Server(URI endpoint, DynamoDbClient client, Queue<String> emptyTables) {

    static Server start() {
      var endpoint = EmbeddedDynamoDb.inMemory().endpoint();
      return new Server(
          endpoint, builder(patient(), endpoint).build(), new ConcurrentLinkedQueue<>());
    }

    String takeTable() {
      var empty = emptyTables.poll();
      if (empty != null) {
        return empty;
      }
      var name = "test-" + UUID.randomUUID();
      new TableProvisioner(client).createIfAbsent(TABLE.withTableName(name));
      return name;
    }

    // To delete a few items takes less time than to create a table.
    void reuse(String table) {
      var items = items(client, table);
      if (items.size() > 100) {
        drop(table);
        return;
      }
      items.forEach(item -> client.deleteItem(delete -> delete.tableName(table).key(key(item))));
      emptyTables.add(table);
    }

    void drop(String table) {
      client.deleteTable(delete -> delete.tableName(table));
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TableDefinition TABLE =
      TemplateReader.read(Path.of("../template.yaml")).table("Table").withoutStream();
  private static final List<Server> SERVERS = Stream.generate(Server::start).limit(4).toList();
  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private final Server server = SERVERS.get(INSTANCES.getAndIncrement() % SERVERS.size());
  private final Meter meter = new Meter(server.client());
  private final Queue<DynamoDbClient> clients = new ConcurrentLinkedQueue<>();
  private final Queue<FaultProxy> proxies = new ConcurrentLinkedQueue<>();
  private final DynamoDbClient client = patientClient(endpoint(), Kill.NEVER);
  private String tableName = "";
  private boolean keepsExpired;

  /// Where DynamoDB Local listens.
  public URI endpoint() {
    return server.endpoint();
  }

  public String tableName() {
    return tableName;
  }

  /// A new proxy to it, until the test ends.
  public FaultProxy proxy() {
    var proxy = FaultProxy.to(endpoint());
    proxies.add(proxy);
    return proxy;
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

  /// The patient one, with `interceptor` in the way of its calls.
  public Table table(ExecutionInterceptor interceptor) {
    return new Table(patientClient(endpoint(), interceptor), tableName);
  }

  /// The same by way of `endpoint`.
  public Table table(URI endpoint, ExecutionInterceptor interceptor) {
    return new Table(patientClient(endpoint, interceptor), tableName);
  }

  /// Deletes what has expired at `time`, as DynamoDB does at the earliest.
  public void deleteExpired(Instant time) {
    for (var item : items()) {
      var expiry = item.get("TTL");
      if (expiry != null && Long.parseLong(expiry.n()) <= time.getEpochSecond()) {
        client.deleteItem(delete -> delete.tableName(tableName).key(key(item)));
      }
    }
  }

  /// Makes DynamoDB Local delete nothing that has expired.
  public void keepExpired() {
    keepsExpired = true;
    client.updateTimeToLive(update ->
        update
            .tableName(tableName)
            .timeToLiveSpecification(ttl -> ttl.attributeName("TTL").enabled(false)));
  }

  /// A client as functions have it, until the test ends, but patient where nothing is in the way.
  public DynamoDbClient client(URI endpoint) {
    return endpoint.equals(endpoint())
        ? patientClient(endpoint, Kill.NEVER)
        : client(TableClient.builder(), endpoint, Kill.NEVER);
  }

  private DynamoDbClient patientClient(URI endpoint, ExecutionInterceptor interceptor) {
    return client(patient(), endpoint, interceptor);
  }

  private DynamoDbClient client(
      DynamoDbClientBuilder limits, URI endpoint, ExecutionInterceptor interceptor) {
    var builder = builder(limits, endpoint);
    var client =
        builder
            .overrideConfiguration(
                builder.overrideConfiguration().toBuilder()
                    .addExecutionInterceptor(meter)
                    .addExecutionInterceptor(interceptor)
                    .build())
            .build();
    clients.add(client);
    return client;
  }

  private static DynamoDbClientBuilder patient() {
    return new CallLimits(PATIENCE, PATIENCE, 3, TransactionConflictException.class::isInstance)
        .on(DynamoDbClient.builder());
  }

  private static DynamoDbClientBuilder builder(DynamoDbClientBuilder limits, URI endpoint) {
    return limits
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  /// How many calls there were since the test began, or since this was last asked.
  public int calls() {
    return meter.takeCalls().size();
  }

  /// How many read and write units these calls took, those of transactions not counted, likewise.
  public double units() {
    return meter.takeUnits();
  }

  /// How many attempts the calls took since the test began, or since this was last asked.
  public int attempts() {
    return meter.takeAttempts();
  }

  /// What `action` consumes.
  Consumption consumptionOf(Runnable action) {
    return meter.of(action);
  }

  /// Writes an item as it is.
  public void put(Map<String, AttributeValue> item) {
    client(endpoint())
        .putItem(put -> put.tableName(tableName).item(item).returnConsumedCapacity(TOTAL));
  }

  /// All items of the table.
  public List<Map<String, AttributeValue>> items() {
    return items(client, tableName);
  }

  private static List<Map<String, AttributeValue>> items(DynamoDbClient client, String table) {
    return client.scanPaginator(scan -> scan.tableName(table)).items().stream().toList();
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return Map.of("PK", item.get("PK"), "SK", item.get("SK"));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    tableName = server.takeTable();
    meter.takeCalls();
    meter.takeUnits();
    meter.takeAttempts();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    // A call that a proxy has held may arrive after the test.
    if (proxies.isEmpty() && !keepsExpired) {
      server.reuse(tableName);
    } else {
      server.drop(tableName);
    }
    keepsExpired = false;
    clients.forEach(DynamoDbClient::close);
    clients.clear();
    proxies.forEach(FaultProxy::close);
    proxies.clear();
  }
}
