package dev.cubby.shared.json;

import static com.fasterxml.jackson.core.JsonToken.END_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.END_OBJECT;
import static com.fasterxml.jackson.core.JsonToken.START_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.START_OBJECT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NULL;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes the events of API Gateway's proxy integration and of its authorizers
/// ([developer
/// guide](https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html),
/// [authorizers](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html)).
/// Lambda's own deserializer loads 900 classes for them.
public final class GatewayEvents {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Clients choose the names of headers and parameters.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private GatewayEvents() {}

  /// Reads an event, as far as Cubby uses it; of the request's context that is `authorizer`, `path`
  /// and `requestId`.
  ///
  /// @throws IOException if it is not a JSON object
  public static APIGatewayProxyRequestEvent read(InputStream in) throws IOException {
    var event = new APIGatewayProxyRequestEvent();
    members(
        in,
        parser -> {
          switch (parser.currentName()) {
            case "resource" -> event.setResource(parser.getText());
            case "path" -> event.setPath(parser.getText());
            case "httpMethod" -> event.setHttpMethod(parser.getText());
            case "headers" -> event.setHeaders(texts(parser));
            case "multiValueHeaders" -> event.setMultiValueHeaders(lists(parser));
            case "queryStringParameters" -> event.setQueryStringParameters(texts(parser));
            case "multiValueQueryStringParameters" ->
                event.setMultiValueQueryStringParameters(lists(parser));
            case "pathParameters" -> event.setPathParameters(texts(parser));
            case "requestContext" -> event.setRequestContext(context(parser));
            case "body" -> event.setBody(text(parser));
            case "isBase64Encoded" -> event.setIsBase64Encoded(parser.getBooleanValue());
            default -> parser.skipChildren();
          }
        });
    return event;
  }

  /// Writes a response; one without a status, to an event that is not API Gateway's, as `{}`.
  public static void write(APIGatewayProxyResponseEvent response, OutputStream out)
      throws IOException {
    try (var json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      if (response.getStatusCode() != null) {
        json.writeNumberField("statusCode", response.getStatusCode());
        json.writeObjectFieldStart("headers");
        for (var header : response.getHeaders().entrySet()) {
          json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
        if (response.getBody() != null) {
          json.writeStringField("body", response.getBody());
        }
        json.writeBooleanField("isBase64Encoded", false);
      }
      json.writeEndObject();
    }
  }

  /// Reads the event of an authorizer, as far as Cubby uses it; of the request's context that is
  /// `requestId`.
  ///
  /// @throws IOException if it is not a JSON object
  public static APIGatewayCustomAuthorizerEvent readAuthorizer(InputStream in) throws IOException {
    var event = new APIGatewayCustomAuthorizerEvent();
    members(
        in,
        parser -> {
          switch (parser.currentName()) {
            case "methodArn" -> event.setMethodArn(parser.getText());
            case "resource" -> event.setResource(parser.getText());
            case "httpMethod" -> event.setHttpMethod(parser.getText());
            case "headers" -> event.setHeaders(texts(parser));
            case "requestContext" -> {
              var context = context(parser);
              if (context != null) {
                event.setRequestContext(
                    APIGatewayCustomAuthorizerEvent.RequestContext.builder()
                        .withRequestId(context.getRequestId())
                        .build());
              }
            }
            default -> parser.skipChildren();
          }
        });
    return event;
  }

  /// Writes the response of an authorizer, without members that are null.
  public static void write(IamPolicyResponseV1 response, OutputStream out) throws IOException {
    try (var json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      writeMember(json, "principalId", response.getPrincipalId());
      writeMember(json, "policyDocument", response.getPolicyDocument());
      writeMember(json, "context", response.getContext());
      writeMember(json, "usageIdentifierKey", response.getUsageIdentifierKey());
      json.writeEndObject();
    }
  }

  private static void writeMember(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      writeValue(json, value);
    }
  }

  // Texts, and maps and arrays of them.
  private static void writeValue(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (var member : map.entrySet()) {
          writeMember(json, (String) member.getKey(), member.getValue());
        }
        json.writeEndObject();
      }
      case Object[] array -> {
        json.writeStartArray();
        for (var element : array) {
          writeValue(json, element);
        }
        json.writeEndArray();
      }
      default -> json.writeString(value.toString());
    }
  }

  private interface MemberReader {
    void read(JsonParser parser) throws IOException;
  }

  // Calls `reader` at the value of each member of the object in `in`.
  private static void members(InputStream in, MemberReader reader) throws IOException {
    try (var parser = FACTORY.createParser(in)) {
      if (parser.nextToken() != START_OBJECT) {
        throw new IOException("The event is not a JSON object.");
      }
      while (nextValue(parser)) {
        reader.read(parser);
      }
    }
  }

  // Moves to the value of the next member; false at the end of the object.
  private static boolean nextValue(JsonParser parser) throws IOException {
    return parser.nextValue() != END_OBJECT;
  }

  private static @Nullable String text(JsonParser parser) throws IOException {
    return parser.currentToken() == VALUE_NULL ? null : parser.getText();
  }

  private static @Nullable ProxyRequestContext context(JsonParser parser) throws IOException {
    if (parser.currentToken() != START_OBJECT) {
      return null;
    }
    var context = new ProxyRequestContext();
    while (nextValue(parser)) {
      switch (parser.currentName()) {
        case "authorizer" -> context.setAuthorizer(objects(parser));
        case "path" -> context.setPath(parser.getText());
        case "requestId" -> context.setRequestId(parser.getText());
        default -> parser.skipChildren();
      }
    }
    return context;
  }

  private static @Nullable Map<String, Object> objects(JsonParser parser) throws IOException {
    var texts = texts(parser);
    return texts == null ? null : new LinkedHashMap<>(texts);
  }

  // Numbers and booleans, of the authorizer's context, become text. Nothing else is nested here.
  private static @Nullable Map<String, String> texts(JsonParser parser) throws IOException {
    if (parser.currentToken() != START_OBJECT) {
      return null;
    }
    var texts = new LinkedHashMap<String, String>();
    while (nextValue(parser)) {
      var text = text(parser);
      if (text != null) {
        texts.put(parser.currentName(), text);
      }
      parser.skipChildren();
    }
    return texts;
  }

  private static @Nullable Map<String, List<String>> lists(JsonParser parser) throws IOException {
    if (parser.currentToken() != START_OBJECT) {
      return null;
    }
    var lists = new LinkedHashMap<String, List<String>>();
    while (nextValue(parser)) {
      if (parser.currentToken() == START_ARRAY) {
        var list = new ArrayList<String>();
        lists.put(parser.currentName(), list);
        while (parser.nextToken() != END_ARRAY) {
          list.add(parser.getText());
        }
      }
    }
    return lists;
  }
}
