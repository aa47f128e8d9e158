package dev.cubby.local.events;

import dev.cubby.local.ManualClock;
import dev.cubby.local.SamProject;
import dev.cubby.local.dynamodb.DynamoDbConnection;
import dev.cubby.local.dynamodb.EmbeddedDynamoDb;
import dev.cubby.local.dynamodb.TableProvisioner;
import dev.cubby.local.lambda.LambdaRuntime;
import dev.cubby.local.template.Template;
import dev.cubby.local.template.reader.TemplateReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A project with functions, a table `Table` with a stream, and a queue `Queue`, on a DynamoDB of
/// its own. Its sources run from [#start] on, with pauses of milliseconds.
final class EventProject implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private static final String TABLE =
      """
      Globals: {Function: {Runtime: java25, CodeUri: functions.zip}}
      Resources:
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            KeySchema:
              - {AttributeName: PK, KeyType: HASH}
              - {AttributeName: SK, KeyType: RANGE}
            AttributeDefinitions:
              - {AttributeName: PK, AttributeType: S}
              - {AttributeName: SK, AttributeType: S}
            StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
        Queue: {Type: AWS::SQS::Queue}
      """;

  final ManualClock clock = new ManualClock(Instant.now());
  final DeadLetters deadLetters = new DeadLetters(null);
  final PollingPolicy policy =
      new PollingPolicy(clock, Duration.ofMillis(10), Duration.ofMillis(2), Duration.ofMillis(20));
  final Template template;
  final LambdaRuntime functions;

  private final Path directory;
  private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();
  private final DynamoDbConnection connection =
      DynamoDbConnection.toEmbedded(dynamoDb.endpoint(), "us-east-1");
  private final DynamoDbClient client = connection.client();
  private @Nullable EventDelivery delivery;

  /// @param resources what follows the table and the queue in the template's resources
  EventProject(Path directory, String resources) {
    this.directory = directory;
    template = TemplateReader.read(SamProject.create(directory, TABLE + resources).template());
    new TableProvisioner(client).createIfAbsent(template.table("Table"));
    functions = new LambdaRuntime(template, false, connection.variables(), Map.of());
  }

  /// A function that gets the stream.
  ///
  /// @param handler a class of the samples
  /// @param variables of the function besides `JOURNAL`, which is a file of its name
  /// @param event properties of its event besides `Stream`
  static String function(
      Path directory, String name, String handler, String variables, String event) {
    return """
      %s:
        Type: AWS::Serverless::Function
        Properties:
          Handler: dev.cubby.local.sample.%s
          Environment: {Variables: {JOURNAL: '%s', %s}}
          Events:
            Changes: {Type: DynamoDB, Properties: {Stream: !GetAtt Table.StreamArn, %s}}
    """
        .formatted(name, handler, directory.resolve(name), variables, event)
        .indent(0);
  }

  /// Starts the sources.
  EventProject start() {
    delivery = EventDelivery.start(template, connection, functions, deadLetters, policy);
    return this;
  }

  /// Ends the sources.
  void stop() {
    if (delivery != null) {
      delivery.close();
    }
  }

  /// Writes items, one after the other.
  EventProject put(String partitionKey, String... sortKeys) {
    for (var sortKey : sortKeys) {
      put(Map.of("PK", AttributeValue.fromS(partitionKey), "SK", AttributeValue.fromS(sortKey)));
    }
    return this;
  }

  void put(Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName("Table").item(item));
  }

  void delete(String partitionKey, String sortKey) {
    client.deleteItem(delete ->
        delete
            .tableName("Table")
            .key(
                Map.of(
                    "PK",
                    AttributeValue.fromS(partitionKey),
                    "SK",
                    AttributeValue.fromS(sortKey))));
  }

  /// The lines that a function wrote so far, but for one it is still writing.
  List<String> journal(String function) {
    try {
      var file = directory.resolve(function);
      var text = Files.exists(file) ? Files.readString(file) : "";
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The lines of a function's journal that start with `word`, without it.
  List<String> journal(String function, String word) {
    return lines(journal(function), word);
  }

  /// Waits until what a function wrote is as expected, and answers it.
  List<String> await(String function, Predicate<List<String>> expected) {
    return await(() -> journal(function), expected);
  }

  /// Waits until a function wrote so many lines that start with `word`, and answers them.
  List<String> await(String function, String word, int count) {
    return await(() -> journal(function, word), lines -> lines.size() >= count);
  }

  /// Waits until the queue was sent so many messages, and answers them.
  List<String> awaitDeadLetters(int count) {
    return await(() -> deadLetters.of("Queue"), messages -> messages.size() >= count);
  }

  /// Waits long enough for anything that would happen by itself.
  static void letPass() {
    pause(Duration.ofMillis(300));
  }

  private static List<String> lines(List<String> journal, String word) {
    return journal.stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .toList();
  }

  private interface Lines {
    List<String> now();
  }

  private static List<String> await(Lines lines, Predicate<List<String>> expected) {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    var now = lines.now();
    while (!expected.test(now)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not as expected after " + TIMEOUT + ": " + now);
      }
      pause(Duration.ofMillis(5));
      now = lines.now();
    }
    return now;
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The numbers from `first` to `last` as keys that sort.
  static String[] keys(int first, int last) {
    var keys = new ArrayList<String>();
    for (int number = first; number <= last; number++) {
      keys.add("%03d".formatted(number));
    }
    return keys.toArray(String[]::new);
  }

  /// The names of items in a journal.
  static List<String> names(String partitionKey, int first, int last) {
    return Stream.of(keys(first, last)).map(key -> partitionKey + "/" + key).toList();
  }

  @Override
  public void close() {
    stop();
    functions.close();
    client.close();
    dynamoDb.close();
  }
}
