package dev.cubby.functions.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DynamoDb;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pages of an export that reach a limit.
class ExportPagesTest extends TransferCase {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private Api api;

  @BeforeEach
  void createHandlers() {
    api = TransferFunctions.on(dynamoDb.table());
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void linesThatLambdaWritesSevenTimesAsLong_areOnMorePages() {
    // A Query of 1 MB returns ten of these, Lambda writes each as 700 KB.
    var note = "{\"content\":\"" + "\\u0001".repeat(100 * 1024) + "\"}";
    for (int i = 0; i < 12; i++) {
      call(Call.post("/notes", note)).hasStatus(201);
    }

    var pages = pages("/export", owner);

    assertThat(pages.stream().flatMap(page -> page.body().lines()).distinct()).hasSize(12);
    assertThat(pages.get(1).body().lines().count()).isBetween(6L, 9L);
  }

  @Test
  void thousandLines_areTheMost() {
    var lines = IntStream.range(0, 1_001).mapToObj(i -> record("k%04d".formatted(i))).toList();
    for (int i = 0; i < lines.size(); i += 100) {
      importAll(lines.subList(i, Math.min(i + 100, lines.size())));
    }

    var pages = pages("/export", owner);

    assertThat(pages.subList(0, 2))
        .extracting(page -> page.body().lines().count())
        .isEqualTo(List.of(1_000L, 1L));
    assertThat(pages.stream().map(Answer::body).flatMap(String::lines).toList()).isEqualTo(lines);
  }
}
