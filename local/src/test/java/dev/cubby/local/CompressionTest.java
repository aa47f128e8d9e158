package dev.cubby.local;

import static dev.cubby.local.HttpApi.script;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Responses of an API that compresses from 100 bytes on ("Receive an API response with a
/// compressed payload", "Payload compression for REST APIs in API Gateway").
class CompressionTest {

  private static final String TEMPLATE =
      """
      Parameters: {Size: {Type: Number, Default: 100}}
      Globals: {Function: {Runtime: java25, CodeUri: functions.zip}}
      Resources:
        Api:
          Type: AWS::Serverless::Api
          Properties: {StageName: dev, BinaryMediaTypes: [image/png], MinimumCompressionSize: !Ref Size}
        Scripted:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.cubby.local.sample.Scripted
            Events:
              Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /scripted, Method: get}}
              Head: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /scripted, Method: head}}
      """;

  private static final String LONG = "a".repeat(100);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @RegisterExtension private static final RunningProject PROJECT = RunningProject.of(TEMPLATE);
  private static HttpApi http;

  @BeforeAll
  static void start() {
    http = PROJECT.http();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip                              | gzip
          GZIP                              | GZIP
          gzip, deflate, br                 | gzip
          br, deflate                       | deflate
          deflate;q=0.5, gzip;q=1.0         | gzip
          gzip;q=0.5, deflate               | deflate
          gzip;q=0, deflate                 | deflate
          gzip;q=1.0, identity;q=0.5, *;q=0 | gzip
          """)
  void longBody_isInTheCodingThatTheClientPrefers(String accepted, String coding) throws Exception {
    var response = get(accepted, LONG);

    assertThat(response.headers().firstValue("Content-Encoding"))
        .hasValue(coding.toLowerCase(Locale.ROOT));
    assertThat(decoded(response)).isEqualTo(LONG);
    assertThat(response.headers().firstValueAsLong("Content-Length"))
        .hasValue(response.body().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "br", "br, gzip;q=0.5", "identity", "identity, gzip;q=0.5", "gzip;q=0", ""})
  void clientThatPrefersNoSupportedCoding_getsTheBodyAsItIs(String accepted) throws Exception {
    var response = get(accepted, LONG);

    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(response.body()).asString(UTF_8).isEqualTo(LONG);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 99})
  void bodyBelowTheMinimum_isAsItIs(int size) throws Exception {
    var response = get("gzip", "a".repeat(size));

    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(response.body()).hasSize(size);
  }

  @Test
  void sizeIsThatInBytes() throws Exception {
    assertThat(get("gzip", "é".repeat(50)).headers().firstValue("Content-Encoding"))
        .hasValue("gzip");
  }

  @Test
  void bodyThatTheFunctionHasEncoded_isAsItIs() throws Exception {
    var response =
        send(
            http,
            "GET",
            "gzip",
            "{'statusCode':200,'headers':{'content-encoding':'br'},'body':'" + LONG + "'}");

    assertThat(response.headers().allValues("Content-Encoding")).containsExactly("br");
    assertThat(response.body()).asString(UTF_8).isEqualTo(LONG);
  }

  @Test
  void base64_isDecodedBeforeItIsCompressed() throws Exception {
    var response =
        send(
            http,
            "GET",
            "gzip",
            "{'statusCode':200,'isBase64Encoded':true,'body':'" + "AAAA".repeat(40) + "'}",
            "Accept",
            "image/png");

    assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
        .isEqualTo(new byte[120]);
  }

  @Test
  void head_hasTheHeadersOfGet() throws Exception {
    var response = send(http, "HEAD", "gzip", "{'statusCode':200,'body':'" + LONG + "'}");

    assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(response.headers().firstValueAsLong("Content-Length"))
        .hasValue(get("gzip", LONG).body().length);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void notModified_keepsItsETagAndHasNoCoding() throws Exception {
    var response = send(http, "GET", "gzip", "{'statusCode':304,'headers':{'ETag':'\\'a.1\\''}}");

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.headers().firstValue("ETag")).hasValue("\"a.1\"");
    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void minimumOfZero_compressesWhatIsNotEmpty() throws Exception {
    var api = new HttpApi(PROJECT.start(PROJECT.options().withParameter("Size", "0")).url());

    assertThat(send(api, "GET", "gzip", "{'statusCode':200,'body':'a'}").headers().map())
        .containsKey("content-encoding");
    assertThat(send(api, "GET", "gzip", "{'statusCode':204}").headers().map())
        .doesNotContainKey("content-encoding");
  }

  private static HttpResponse<byte[]> get(String accepted, String body) throws Exception {
    return send(http, "GET", accepted, "{'statusCode':200,'body':'" + body + "'}");
  }

  private static HttpResponse<byte[]> send(
      HttpApi api, String method, String accepted, String script, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(api.url() + "/scripted"))
            .method(method, BodyPublishers.noBody())
            .headers("Accept-Encoding", accepted, "x-script", script(script));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String decoded(HttpResponse<byte[]> response) throws IOException {
    var body = new ByteArrayInputStream(response.body());
    var coding = response.headers().firstValue("Content-Encoding").orElse("");
    try (InputStream decoder =
        coding.equals("gzip") ? new GZIPInputStream(body) : new InflaterInputStream(body)) {
      return new String(decoder.readAllBytes(), UTF_8);
    }
  }
}
