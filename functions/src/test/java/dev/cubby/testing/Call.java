package dev.cubby.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request of a test: `target` is path and query as in the URL, `body` is sent in `charset`.
public record Call(
    String method,
    String target,
    Map<String, String> headers,
    @Nullable String body,
    Charset charset,
    @Nullable TestKey key) {

  public static Call get(String target) {
    return without("GET", target);
  }

  public static Call head(String target) {
    return without("HEAD", target);
  }

  public static Call delete(String target) {
    return without("DELETE", target);
  }

  public static Call options(String target) {
    return without("OPTIONS", target);
  }

  public static Call post(String target, String body) {
    return with("POST", target, body);
  }

  public static Call put(String target, String body) {
    return with("PUT", target, body);
  }

  /// A JSON Merge Patch.
  public static Call patch(String target, String body) {
    return with("PATCH", target, body).header("Content-Type", "application/merge-patch+json");
  }

  /// A JSON Patch of these operations, with commas between them.
  public static Call operations(String target, String operations) {
    return with("PATCH", target, "[" + operations + "]")
        .header("Content-Type", "application/json-patch+json");
  }

  public Call as(TestKey caller) {
    return new Call(method, target, headers, body, charset, caller);
  }

  public Call header(String name, String value) {
    var all = new HashMap<>(headers);
    all.put(name, value);
    return new Call(method, target, all, body, charset, key);
  }

  /// The same, with each character of the body as one byte.
  public Call inLatin1() {
    return new Call(method, target, headers, body, ISO_8859_1, key);
  }

  /// The body as it is sent; empty if there is none.
  public byte[] bytes() {
    return body == null ? new byte[0] : body.getBytes(charset);
  }

  private static Call without(String method, String target) {
    return new Call(method, target, Map.of(), null, UTF_8, null);
  }

  private static Call with(String method, String target, String body) {
    return new Call(method, target, Map.of("Content-Type", "application/json"), body, UTF_8, null);
  }
}
