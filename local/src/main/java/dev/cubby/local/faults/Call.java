package dev.cubby.local.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// A call in DynamoDB's protocol, whose header `X-Amz-Target` names the operation and whose body is
/// JSON.
record Call(HttpFields headers, String body) {

  private static final Pattern TOKEN = Pattern.compile("\"ClientRequestToken\":\"([^\"]+)\"");

  static Call read(Request request) throws IOException {
    return new Call(request.getHeaders(), Content.Source.asString(request, UTF_8));
  }

  /// The token of a transaction, which it keeps when it is sent again; empty if there is none.
  String token() {
    var token = TOKEN.matcher(body);
    return token.find() ? token.group(1) : "";
  }

  /// Such as `PutItem`; empty if the request is none of DynamoDB's.
  String operation() {
    var target = headers.get("X-Amz-Target");
    return target == null ? "" : target.substring(target.indexOf('.') + 1);
  }
}
