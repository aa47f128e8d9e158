package dev.cubby.testing;

import dev.cubby.local.dynamodb.EmbeddedDynamoDb;
import dev.cubby.local.dynamodb.TableProvisioner;
import dev.cubby.local.template.Template;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.dynamodb.TableClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The table of template.yaml in DynamoDB Local: one server per JVM, one table per test.
public final class DynamoDb implements BeforeEachCallback {

  private static final class Server {
    static final EmbeddedDynamoDb INSTANCE = EmbeddedDynamoDb.inMemory();
  }

  private final AtomicInteger calls = new AtomicInteger();
  private String tableName = "";

  /// Where DynamoDB Local listens.
  public URI endpoint() {
    return Server.INSTANCE.endpoint();
  }

  public String tableName() {
    return tableName;
  }

  /// The table by a client as functions have it, whose calls are counted.
  public Table table() {
    return table(endpoint());
  }

  /// The same by way of `endpoint`.
  public Table table(URI endpoint) {
    return new Table(client(endpoint), tableName);
  }

  public DynamoDbClient client(URI endpoint) {
    var builder = TableClient.builder();
    var override = builder.overrideConfiguration().toBuilder();
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(override.addExecutionInterceptor(new CallCounter()).build())
        .build();
  }

  /// How many calls there were since the test began, or since this was last asked.
  public int calls() {
    return calls.getAndSet(0);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    tableName = "test-" + UUID.randomUUID();
    try (var client = client(endpoint())) {
      new TableProvisioner(client)
          .createIfAbsent(
              Template.read(Path.of("../template.yaml")).table("Table").withTableName(tableName));
    }
    calls.set(0);
  }

  private final class CallCounter implements ExecutionInterceptor {

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      calls.incrementAndGet();
    }
  }
}
