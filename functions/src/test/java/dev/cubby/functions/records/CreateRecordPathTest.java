package dev.cubby.functions.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DynamoDb;
import java.lang.StackWalker.StackFrame;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context.BeforeExecution;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// The files that `POST /records/{key}` crosses: those with a method on the stack when DynamoDB is
/// called. What such a method calls and gets back from, such as the readers of headers, is beside
/// the path (docs/decisions/0045).
class CreateRecordPathTest {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  @Test
  void createRecord_crossesTheseFiles() {
    var path = new AtomicReference<List<String>>(List.of());
    var table =
        dynamoDb.table(
            new ExecutionInterceptor() {
              @Override
              public void beforeExecution(BeforeExecution context, ExecutionAttributes attributes) {
                path.set(filesOnTheStack());
              }
            });
    var handler = new CreateRecord(table, InstantSource.system());

    var response = handler.handleRequest(DirectApi.event(handler));

    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(path.get())
        .containsExactly(
            "ApiFunction",
            "RequestLog",
            "OwnedFunction",
            "OwnedResource",
            "OwnedStore",
            "VersionedItems",
            "Table",
            "AwsCall");
  }

  private static List<String> filesOnTheStack() {
    return StackWalker.getInstance()
        .walk(frames -> frames.map(StackFrame::getClassName).toList())
        .reversed()
        .stream()
        .filter(name -> name.matches("dev\\.cubby\\.(functions|shared)\\..*"))
        .map(name -> name.replaceAll(".*\\.|\\$.*", ""))
        .filter(name -> !name.endsWith("Test"))
        .distinct()
        .toList();
  }
}
