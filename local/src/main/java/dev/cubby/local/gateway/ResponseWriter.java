package dev.cubby.local.gateway;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Sends responses, with the headers that API Gateway adds to all.
final class ResponseWriter {

  private ResponseWriter() {}

  static void write(ApiResponse answer, ApiRequest request, Response response, Callback callback) {
    var headers = response.getHeaders();
    answer.headers().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    headers.put("x-amzn-RequestId", request.requestId());
    headers.put("x-amz-apigw-id", request.extendedRequestId());
    headers.put("X-Amzn-Trace-Id", request.traceId());
    response.setStatus(answer.statusCode());
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }
}
