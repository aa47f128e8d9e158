package dev.cubby.local.gateway;

import dev.cubby.local.template.GatewayResponseType;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Responds to what Jetty refuses (headers over 10 240 bytes, malformed HTTP) and to unexpected
/// failures as to every other refusal. The connection ends, because what follows on it may be the
/// rest of the request.
final class ErrorResponses implements Request.Handler {

  private final StageIdentity stage;
  private final String stagePrefix;
  private final GatewayResponses gatewayResponses;
  private final RequestLog requestLog;
  private final InstantSource clock;

  ErrorResponses(
      StageIdentity stage,
      String stagePrefix,
      GatewayResponses gatewayResponses,
      RequestLog requestLog,
      InstantSource clock) {
    this.stage = stage;
    this.stagePrefix = stagePrefix;
    this.gatewayResponses = gatewayResponses;
    this.requestLog = requestLog;
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var failure = (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    int status = status(response.getStatus(), failure);
    if (HttpStatus.isServerError(status) && failure != null) {
      failure.printStackTrace();
    }
    var refusal =
        HttpStatus.isServerError(status)
            ? new Refusal(GatewayResponseType.DEFAULT_5XX, status, "Internal server error")
            : new Refusal(GatewayResponseType.DEFAULT_4XX, status, HttpStatus.getMessage(status));
    var apiRequest = RequestReader.read(request, stagePrefix, clock.instant());
    var answer =
        gatewayResponses.answer(refusal, new GatewayContext(stage, apiRequest, null, null));
    requestLog.write(new Exchange(apiRequest, null, null, null, refusal, null, answer), 0);
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    ResponseWriter.write(answer, apiRequest, response, callback);
    return true;
  }

  /// Jetty reports some failures of the client as its own: a body that never arrives, or an unknown
  /// HTTP version.
  private static int status(int status, @Nullable Throwable failure) {
    if (failure instanceof EofException
        || (failure instanceof IOException && failure.getCause() instanceof TimeoutException)) {
      return HttpStatus.REQUEST_TIMEOUT_408;
    }
    return status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
        ? HttpStatus.BAD_REQUEST_400
        : status;
  }
}
