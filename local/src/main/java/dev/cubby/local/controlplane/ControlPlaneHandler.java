package dev.cubby.local.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Runs the operation of a request, with the protocol `rest-json`: an error has its type in
/// `x-amzn-ErrorType` and its message in the body. Signatures are not checked.
final class ControlPlaneHandler extends Handler.Abstract {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Operations operations;
  private final @Nullable OperationRates rates;

  /// @param rates null for no limit
  ControlPlaneHandler(Operations operations, @Nullable OperationRates rates) {
    this.operations = operations;
    this.rates = rates;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
    try {
      var reply = run(request);
      write(reply.statusCode(), reply.document(), response, callback);
    } catch (OperationException e) {
      response.getHeaders().put("x-amzn-ErrorType", e.type());
      write(e.statusCode(), Documents.object().put("message", e.getMessage()), response, callback);
    }
    return true;
  }

  private Operations.Reply run(Request request) throws IOException, OperationException {
    var path = Request.getPathInContext(request);
    var body = Content.Source.asString(request, UTF_8);
    var operation = Operation.of(request.getMethod(), path);
    if (operation == null) {
      var call = request.getMethod() + " " + path + " of API Gateway's control plane";
      System.err.println("local does not run " + call);
      throw OperationException.unknownOperation(call);
    }
    if (rates != null && !rates.tryConsume(operation)) {
      throw OperationException.tooManyRequests();
    }
    return operations.run(
        operation, new Call(operation.parameters(path), query(request), object(body)));
  }

  private static Map<String, String> query(Request request) {
    var query = new HashMap<String, String>();
    for (var field : Request.extractQueryParameters(request)) {
      query.put(field.getName(), field.getValue());
    }
    return query;
  }

  private static JsonNode object(String body) throws OperationException {
    if (body.isEmpty()) {
      return Documents.object();
    }
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
      throw OperationException.badRequest("The body is not a JSON object");
    } catch (JsonProcessingException e) {
      throw OperationException.badRequest("The body is not JSON");
    }
  }

  private static void write(
      int statusCode, @Nullable ObjectNode document, Response response, Callback callback) {
    response.setStatus(statusCode);
    response.getHeaders().put("Content-Type", "application/json");
    var body = document == null ? "" : document.toString();
    response.write(true, ByteBuffer.wrap(body.getBytes(UTF_8)), callback);
  }
}
