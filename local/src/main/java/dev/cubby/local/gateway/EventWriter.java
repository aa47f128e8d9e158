package dev.cubby.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.cubby.local.usage.ApiKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the events that API Gateway sends to functions: that of the proxy integration ("Input
/// format of a Lambda function for proxy integration", payload format 1.0) and that of REQUEST
/// authorizers.
final class EventWriter {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int EVENT_SIZE_WITHOUT_BODY = 4096;

  private static final List<String> UNUSED_IDENTITY =
      List.of(
          "accessKey",
          "accountId",
          "caller",
          "cognitoAuthenticationProvider",
          "cognitoAuthenticationType",
          "cognitoIdentityId",
          "cognitoIdentityPoolId",
          "principalOrgId",
          "user",
          "userArn");

  private final StageIdentity stage;

  EventWriter(StageIdentity stage) {
    this.stage = stage;
  }

  /// The event of the proxy integration.
  ///
  /// @param isBinary whether the body is passed on as base64; otherwise it is decoded as UTF-8,
  ///   with U+FFFD in place of invalid bytes
  /// @param apiKey whose limits the request counted against, or null
  byte[] proxyEvent(
      ApiRequest request,
      Router.Match match,
      byte[] body,
      boolean isBinary,
      AuthorizerOutcome.@Nullable Answered authorizer,
      @Nullable ApiKey apiKey) {
    return write(
        EVENT_SIZE_WITHOUT_BODY + body.length,
        json -> {
          writeRequest(json, request, match, true);
          json.writeFieldName("requestContext");
          writeRequestContext(json, request, match, authorizer, apiKey);
          json.writeFieldName("body");
          if (body.length == 0) {
            json.writeNull();
          } else if (isBinary) {
            json.writeString(Base64.getEncoder().encodeToString(body));
          } else {
            json.writeString(new String(body, UTF_8));
          }
          json.writeBooleanField("isBase64Encoded", isBinary && body.length > 0);
        });
  }

  /// The event of a REQUEST authorizer.
  byte[] authorizerEvent(ApiRequest request, Router.Match match, String methodArn) {
    return write(
        EVENT_SIZE_WITHOUT_BODY,
        json -> {
          json.writeStringField("type", "REQUEST");
          json.writeStringField("methodArn", methodArn);
          writeRequest(json, request, match, false);
          json.writeFieldName("requestContext");
          writeRequestContext(json, request, match, null, null);
        });
  }

  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] write(int expectedSize, Content content) {
    var bytes = new ByteArrayOutputStream(expectedSize);
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// @param emptyIsNull whether absent parameters are null, as in the proxy integration;
  ///   authorizers get empty objects
  private void writeRequest(
      JsonGenerator json, ApiRequest request, Router.Match match, boolean emptyIsNull)
      throws IOException {
    json.writeStringField("resource", match.resource());
    json.writeStringField("path", request.path());
    json.writeStringField("httpMethod", request.method());
    writeLast(json, "headers", request.headers(), emptyIsNull);
    writeAll(json, "multiValueHeaders", request.headers(), emptyIsNull);
    writeLast(json, "queryStringParameters", request.query(), emptyIsNull);
    writeAll(json, "multiValueQueryStringParameters", request.query(), emptyIsNull);
    writeTexts(json, "pathParameters", match.pathParameters(), emptyIsNull);
    writeTexts(json, "stageVariables", stage.variables(), emptyIsNull);
  }

  private void writeRequestContext(
      JsonGenerator json,
      ApiRequest request,
      Router.Match match,
      AuthorizerOutcome.@Nullable Answered authorizer,
      @Nullable ApiKey apiKey)
      throws IOException {
    var domainName = request.domainName();
    json.writeStartObject();
    json.writeStringField("accountId", stage.accountId());
    json.writeStringField("apiId", stage.apiId());
    json.writeStringField("deploymentId", stage.deploymentId());
    json.writeStringField(
        "resourceId", Integer.toString(match.resource().hashCode() & 0x7fffffff, 36));
    json.writeStringField("resourcePath", match.resource());
    json.writeStringField("path", request.stagePath());
    json.writeStringField("stage", stage.name());
    json.writeStringField("requestId", request.requestId());
    json.writeStringField("extendedRequestId", request.extendedRequestId());
    json.writeStringField("requestTime", RequestTime.format(request.time()));
    json.writeNumberField("requestTimeEpoch", request.time().toEpochMilli());
    json.writeStringField("protocol", request.protocol());
    json.writeStringField("httpMethod", request.method());
    json.writeStringField("domainName", domainName);
    json.writeStringField("domainPrefix", domainName.split("\\.", 2)[0]);
    json.writeFieldName("identity");
    writeIdentity(json, request, apiKey);
    if (authorizer != null) {
      json.writeFieldName("authorizer");
      writeAuthorizer(json, authorizer);
    }
    json.writeEndObject();
  }

  private static void writeIdentity(JsonGenerator json, ApiRequest request, @Nullable ApiKey apiKey)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("sourceIp", request.sourceIp());
    json.writeStringField("userAgent", request.header("User-Agent"));
    if (apiKey != null) {
      json.writeStringField("apiKey", apiKey.value());
      json.writeStringField("apiKeyId", apiKey.id());
    }
    for (var name : UNUSED_IDENTITY) {
      json.writeNullField(name);
    }
    json.writeEndObject();
  }

  private static void writeAuthorizer(JsonGenerator json, AuthorizerOutcome.Answered authorizer)
      throws IOException {
    json.writeStartObject();
    for (var entry : authorizer.authorization().context().entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeStringField("principalId", authorizer.authorization().principalId());
    json.writeNumberField("integrationLatency", authorizer.latencyMillis());
    json.writeEndObject();
  }

  private static void writeLast(
      JsonGenerator json, String name, Map<String, List<String>> values, boolean emptyIsNull)
      throws IOException {
    writeObject(json, name, values, emptyIsNull, all -> json.writeString(all.getLast()));
  }

  private static void writeAll(
      JsonGenerator json, String name, Map<String, List<String>> values, boolean emptyIsNull)
      throws IOException {
    writeObject(
        json,
        name,
        values,
        emptyIsNull,
        all -> json.writeArray(all.toArray(String[]::new), 0, all.size()));
  }

  private static void writeTexts(
      JsonGenerator json, String name, Map<String, String> texts, boolean emptyIsNull)
      throws IOException {
    writeObject(json, name, texts, emptyIsNull, json::writeString);
  }

  private interface ValueWriter<T> {
    void write(T value) throws IOException;
  }

  private static <T> void writeObject(
      JsonGenerator json,
      String name,
      Map<String, T> members,
      boolean emptyIsNull,
      ValueWriter<T> value)
      throws IOException {
    json.writeFieldName(name);
    if (members.isEmpty() && emptyIsNull) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    for (var member : members.entrySet()) {
      json.writeFieldName(member.getKey());
      value.write(member.getValue());
    }
    json.writeEndObject();
  }
}
