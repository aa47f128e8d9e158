package dev.cubby.shared.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatewayEventsTest {

  private static final PojoSerializer<APIGatewayProxyRequestEvent> REQUESTS =
      LambdaEventSerializers.serializerFor(
          APIGatewayProxyRequestEvent.class, GatewayEventsTest.class.getClassLoader());
  private static final PojoSerializer<APIGatewayProxyResponseEvent> RESPONSES =
      LambdaEventSerializers.serializerFor(
          APIGatewayProxyResponseEvent.class, GatewayEventsTest.class.getClassLoader());

  static Stream<String> events() throws IOException {
    try (var files = Files.list(Path.of("../events"))) {
      return files
          .map(GatewayEventsTest::text)
          .filter(text -> text.contains("httpMethod"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void event_isReadAsLambdaReadsIt(String json) throws IOException {
    var event = read(json);

    var expected = REQUESTS.fromJson(json);
    assertThat(event.getResource()).isNotEmpty().isEqualTo(expected.getResource());
    assertThat(event.getPath()).isEqualTo(expected.getPath());
    assertThat(event.getHttpMethod()).isNotEmpty().isEqualTo(expected.getHttpMethod());
    assertThat(event.getHeaders()).isEqualTo(expected.getHeaders());
    assertThat(event.getMultiValueHeaders()).isEqualTo(expected.getMultiValueHeaders());
    assertThat(event.getQueryStringParameters()).isEqualTo(expected.getQueryStringParameters());
    assertThat(event.getMultiValueQueryStringParameters())
        .isEqualTo(expected.getMultiValueQueryStringParameters());
    assertThat(event.getPathParameters()).isEqualTo(expected.getPathParameters());
    assertThat(event.getBody()).isEqualTo(expected.getBody());
    assertThat(event.getIsBase64Encoded()).isEqualTo(expected.getIsBase64Encoded());
    var context = event.getRequestContext();
    assertThat(context.getPath()).isEqualTo(expected.getRequestContext().getPath());
    assertThat(context.getRequestId()).isEqualTo(expected.getRequestContext().getRequestId());
    assertThat(texts(context.getAuthorizer()))
        .isEqualTo(texts(expected.getRequestContext().getAuthorizer()));
  }

  @Test
  void eventOfAnotherKind_hasNoContext() throws IOException {
    assertThat(read("{\"cubby\":{\"a\":[{}]},\"requestContext\":null}").getRequestContext())
        .isNull();
  }

  @Test
  void membersWithoutAValue_areAbsent() throws IOException {
    var event =
        read("{\"headers\":{\"a\":null,\"b\":\"1\"},\"multiValueHeaders\":null,\"body\":null}");

    assertThat(event.getHeaders()).isEqualTo(Map.of("b", "1"));
    assertThat(event.getMultiValueHeaders()).isNull();
    assertThat(event.getBody()).isNull();
  }

  @Test
  void brokenEvent_fails() {
    assertThatThrownBy(() -> read("{\"body\":")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("[]")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
  }

  @Test
  void response_isWrittenAsLambdaWritesIt() throws IOException {
    var response =
        new APIGatewayProxyResponseEvent()
            .withStatusCode(200)
            .withHeaders(Map.of("ETag", "\"1\""))
            .withBody("\" \\ \n \u0001 \u007f \u00e9 \u20ac \ud83d\ude00 \ud800 </script>")
            .withIsBase64Encoded(false);
    var written = new ByteArrayOutputStream();
    var expected = new ByteArrayOutputStream();

    GatewayEvents.write(response, written);

    RESPONSES.toJson(response, expected);
    var mapper = new ObjectMapper();
    assertThat(mapper.readTree(written.toByteArray()))
        .isEqualTo(mapper.readTree(expected.toByteArray()));
    assertThat(written.size()).as("what Lambda limits").isEqualTo(expected.size());
  }

  @Test
  void responseWithoutBody_hasNone() throws IOException {
    var written = new ByteArrayOutputStream();

    GatewayEvents.write(
        new APIGatewayProxyResponseEvent().withStatusCode(204).withHeaders(Map.of()), written);

    assertThat(written.toString(UTF_8))
        .isEqualTo("{\"statusCode\":204,\"headers\":{},\"isBase64Encoded\":false}");
  }

  @Test
  void authorizerEvent_isReadAsLambdaReadsIt() throws IOException {
    var json = text(Path.of("../events/authorize.json"));

    var event = GatewayEvents.readAuthorizer(stream(json));

    var expected =
        LambdaEventSerializers.serializerFor(
                APIGatewayCustomAuthorizerEvent.class, GatewayEventsTest.class.getClassLoader())
            .fromJson(json);
    assertThat(event.getMethodArn()).isNotEmpty().isEqualTo(expected.getMethodArn());
    assertThat(event.getResource()).isNotEmpty().isEqualTo(expected.getResource());
    assertThat(event.getHttpMethod()).isNotEmpty().isEqualTo(expected.getHttpMethod());
    assertThat(event.getHeaders()).isNotEmpty().isEqualTo(expected.getHeaders());
    assertThat(event.getRequestContext().getRequestId())
        .isNotEmpty()
        .isEqualTo(expected.getRequestContext().getRequestId());
  }

  @Test
  void warmUpOfAnAuthorizer_hasNoContext() throws IOException {
    var event = GatewayEvents.readAuthorizer(stream("{\"cubby\":{\"a\":[{}]}}"));

    assertThat(event.getRequestContext()).isNull();
  }

  @Test
  void policy_isWrittenAsApiGatewayReadsIt() throws IOException {
    var written = new ByteArrayOutputStream();

    GatewayEvents.write(
        IamPolicyResponseV1.builder()
            .withPrincipalId("u1")
            .withUsageIdentifierKey("hash")
            .withContext(Map.of("roles", "read"))
            .withPolicyDocument(
                IamPolicyResponseV1.PolicyDocument.builder()
                    .withVersion(IamPolicyResponseV1.VERSION_2012_10_17)
                    .withStatement(List.of(IamPolicyResponseV1.allowStatement("arn:a")))
                    .build())
            .build(),
        written);

    var mapper = new ObjectMapper();
    assertThat(mapper.readTree(written.toByteArray()))
        .isEqualTo(
            mapper.readTree(
                """
                {"principalId":"u1","policyDocument":{"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Action":"execute-api:Invoke","Resource":["arn:a"]}]},
                 "context":{"roles":"read"},"usageIdentifierKey":"hash"}
                """));
  }

  private static ByteArrayInputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(UTF_8));
  }

  private static APIGatewayProxyRequestEvent read(String json) throws IOException {
    return GatewayEvents.read(stream(json));
  }

  private static String texts(@Nullable Map<String, Object> authorizer) {
    return authorizer == null ? "" : new TreeMap<>(authorizer).toString();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
