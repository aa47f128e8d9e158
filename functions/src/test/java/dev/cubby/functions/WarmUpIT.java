package dev.cubby.functions;

import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.lambda.InvocationResult;
import dev.cubby.local.template.reader.TemplateReader;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The event by which `deploy.sh` wakes the functions. `Bootstrap` gets none: it is invoked anyway.
@Isolated("It replaces standard output, and nobody else may write there.")
class WarmUpIT {

  private static final Path EVENT = Path.of("../events/warm-up.json");

  /// All APIs in this JVM deliver changes and the times of schedules to their functions. The event
  /// holds neither.
  private static final Pattern OF_AN_EVENT =
      Pattern.compile("\"route\":\"(schedule\"|(INSERT|MODIFY|REMOVE) )");

  @RegisterExtension static final HttpApi api = HttpApi.sharedWithFaults();

  static Stream<String> functions() {
    return TemplateReader.read(Path.of("../template.yaml")).functions().keySet().stream()
        .filter(function -> !function.equals("BootstrapFunction"));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunction_doesNothingAndLogsNothing(String function) {
    // The schedule of this API makes a call now and then too, but not each time.
    assertThat(IntStream.range(0, 3).anyMatch(_ -> calls(function) == 0))
        .as("an invocation without calls to DynamoDB")
        .isTrue();
  }

  // Returns the number of calls to DynamoDB during an invocation that logs nothing.
  private static int calls(String function) {
    var standardOutput = System.out;
    var output = new ByteArrayOutputStream();
    int calls = api.local().faults().calls();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      assertThat(api.local().invoke(function, Files.readAllBytes(EVENT)))
          .isInstanceOf(InvocationResult.Success.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.setOut(standardOutput);
    }
    assertThat(output.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> !OF_AN_EVENT.matcher(line).find())
        .isEmpty();
    return api.local().faults().calls() - calls;
  }

  @Test
  void authorizer_letsNobodyIn() throws IOException {
    var result = api.local().invoke("AuthorizeFunction", Files.readAllBytes(EVENT));

    assertThat(new String(result.payload(), StandardCharsets.UTF_8))
        .contains("\"Statement\":[]")
        .doesNotContain("Allow");
  }

  @Test
  void sameJsonFromAClient_isABodyLikeAnyOther() throws IOException {
    var json = Files.readString(EVENT);
    var key = TestUser.create().key(WRITE);

    api.call(Call.post("/records/warm-up", json).as(key)).hasStatus(201);
  }
}
