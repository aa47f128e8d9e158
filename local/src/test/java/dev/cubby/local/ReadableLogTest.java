package dev.cubby.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.gateway.RequestLogFormat;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The line per request that is for people.
@Isolated("It replaces standard output.")
class ReadableLogTest {

  private static final String TEMPLATE =
      """
      Globals: {Function: {Runtime: java25, CodeUri: functions.zip}}
      Resources:
        Scripted:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Scripted
            Events: {Any: {Type: Api, Properties: {Path: '/{path+}', Method: any}}}
      """;

  @TempDir private Path directory;

  private final PrintStream console = System.out;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(output, true, UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(console);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /a/b?c=d | {'statusCode':200,'body':'{}'} | 200 | GET /a/b  Scripted",
        "DELETE | /a%0Ab   | {'statusCode':204} | 204 | DELETE /a%0Ab  Scripted",
        "GET    | /a | {'statusCode':404,'body':'{\\'title\\':\\'T\\',\\'detail\\':\\'D\\'}'} | 404 | GET /a  Scripted: D",
        "GET    | /a | {'statusCode':404,'body':'{\\'title\\':\\'T\\'}'} | 404 | GET /a  Scripted: T",
        "GET    | /a | {'statusCode':500,'body':'not JSON'} | 500 | GET /a  Scripted",
        "GET    | /a | {'statusCode':400,'body':'{\\'detail\\':\\'x\\\\u001b[2J\\\\u202ey\\'}'} | 400 | GET /a  Scripted: x?[2J?y",
        "POST   | /a | {'statusCode':400,'body':'{\\'detail\\':\\'2 wrong\\',\\'errors\\':[{\\'field\\':\\'name\\'},{\\'field\\':\\'a[0]\\'}]}'} | 400 | POST /a  Scripted: 2 wrong: name, a[0]",
        "POST   | /a | {'statusCode':422,'body':'{\\'title\\':\\'T\\',\\'errors\\':[{\\'pointer\\':\\'#/a\\'},{\\'pointer\\':\\'#/b\\'}]}'} | 422 | POST /a  Scripted: T: #/a, #/b",
        "POST   | /a | {'statusCode':400,'body':'{\\'detail\\':\\'x is wrong\\',\\'errors\\':[{\\'field\\':\\'x\\'}]}'} | 400 | POST /a  Scripted: x is wrong",
        "GET    | /a | throw it | 502 | GET /a  Scripted: Internal server error",
        "GET    | /  | none | 403 | GET /  API Gateway: Missing Authentication Token",
      })
  void request_isALine(String method, String path, String script, String status, String rest) {
    assertThat(lines(RequestLogFormat.READABLE, method, path, HttpApi.script(script)))
        .singleElement()
        .asString()
        .matches("\\d\\d:\\d\\d:\\d\\d  " + status + " +\\d+ ms  .*")
        .endsWith(" ms  " + rest);
  }

  @Test
  void longText_isCut() {
    var reason = "\uD83D\uDE00".repeat(300);
    var script = HttpApi.script("{'statusCode':400,'body':'{\\'detail\\':\\'" + reason + "\\'}'}");

    assertThat(lines(RequestLogFormat.READABLE, "GET", "/" + "x".repeat(300), script))
        .singleElement()
        .asString()
        .endsWith("  GET /" + "x".repeat(195) + "…  Scripted: " + reason.substring(0, 400) + "…");
  }

  @Test
  void manyFields_areCutAsOne() {
    var errors = String.join(",", Collections.nCopies(100, "{\\'field\\':\\'abcdefg\\'}"));
    var body = "{\\'detail\\':\\'D\\',\\'errors\\':[" + errors + "]}";
    var script = HttpApi.script("{'statusCode':400,'body':'" + body + "'}");

    assertThat(lines(RequestLogFormat.READABLE, "POST", "/a", script))
        .singleElement()
        .asString()
        .endsWith("  Scripted: D: " + "abcdefg, ".repeat(21) + "abcdefg,…");
  }

  @ParameterizedTest
  @CsvSource({"200, 32", "304, 36", "404, 33", "500, 31"})
  void color_isThatOfTheStatus(String status, String color) {
    var script = HttpApi.script("{'statusCode':" + status + "}");

    assertThat(lines(RequestLogFormat.COLORED, "GET", "/a", script))
        .singleElement()
        .asString()
        .contains("  \u001b[" + color + "m" + status + "\u001b[0m ");
  }

  @Test
  void requestThatTheServerRefuses_isALineToo() {
    assertThat(lines(RequestLogFormat.READABLE, "GET", "/a", "x".repeat(10_241)))
        .singleElement()
        .asString()
        .matches(".*  431 .*  GET /a?  API Gateway: Request Header Fields Too Large");
  }

  /// What is printed about one request by the time the API has ended.
  private List<String> lines(RequestLogFormat format, String method, String path, String script) {
    var project = SamProject.create(directory, TEMPLATE);
    try (var api = LocalApi.start(Options.of(project.template()).withRequestLog(format))) {
      new HttpApi(api.url()).send(method, path, "x-script", script);
    }
    return output.toString(UTF_8).lines().toList();
  }
}
