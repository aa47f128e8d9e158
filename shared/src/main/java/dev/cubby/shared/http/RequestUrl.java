package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.regex.Pattern;

/// The URL of a request as the caller wrote it, including the stage.
record RequestUrl(APIGatewayProxyRequestEvent event) {

  private static final Pattern SLASHES = Pattern.compile("/{2,}");

  // A host name or IP address, optionally with a port.
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");

  /// The path. API Gateway takes several slashes for one; a link that begins with two leads to
  /// another host.
  String path() {
    return SLASHES.matcher(event.getRequestContext().getPath()).replaceAll("/");
  }

  /// The path of this API: without as many segments at its end as the resource (/records/{key})
  /// has.
  String prefix() {
    var path = path();
    path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    for (int n = event.getResource().split("/").length; n > 1; n--) {
      path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
    return path;
  }

  /// The URL of this API; without a valid `Host`, relative to a path at its root.
  String base() {
    var scheme = Headers.of(event, "X-Forwarded-Proto").filter("http"::equals).orElse("https");
    return Headers.of(event, "Host")
        .filter(HOST.asMatchPredicate())
        .map(host -> scheme + "://" + host + prefix())
        .orElse(".");
  }
}
