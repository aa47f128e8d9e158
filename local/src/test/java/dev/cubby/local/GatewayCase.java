package dev.cubby.local;

import static dev.cubby.local.HttpApi.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A request, and what API Gateway is documented to make of it.
final class GatewayCase {

  /// The script of an empty answer.
  static final String OK = "{'statusCode':200}";

  /// The message of an answer of 5xx, as it stands in JSON.
  static final String SERVER_ERROR = "\"Internal server error\"";

  private final String name;
  private final String page;
  private final List<String> headers = new ArrayList<>();
  private final List<Consumer<HttpResponse<String>>> expectations = new ArrayList<>();
  private String method = "GET";
  private String path = "/";
  private byte[] body = new byte[0];

  private GatewayCase(String name, String page) {
    this.name = name;
    this.page = page;
  }

  /// @param page where AWS documents what is expected
  static GatewayCase of(String name, String page) {
    return new GatewayCase(name, page);
  }

  GatewayCase send(String method, String path, String... headers) {
    this.method = method;
    this.path = path;
    this.headers.addAll(List.of(headers));
    return this;
  }

  GatewayCase body(byte[] body) {
    this.body = body;
    return this;
  }

  GatewayCase body(String body) {
    return body(body.getBytes(UTF_8));
  }

  /// Lets the function `Scripted` answer `script`, in which `'` stands for `"`.
  GatewayCase script(String script) {
    headers.addAll(List.of("x-script", HttpApi.script(script)));
    return this;
  }

  GatewayCase status(int statusCode) {
    return expecting(response -> assertThat(response.statusCode()).isEqualTo(statusCode));
  }

  GatewayCase answers(String expected) {
    return expecting(response -> assertThat(response.body()).isEqualTo(expected));
  }

  /// `{"message": …}` with the value as it stands in JSON.
  GatewayCase message(String expected) {
    return answers("{\"message\":" + expected + "}");
  }

  GatewayCase header(String name, String... values) {
    return expecting(
        response -> assertThat(response.headers().allValues(name)).containsExactly(values));
  }

  GatewayCase headerLike(String name, String pattern) {
    return expecting(
        response -> assertThat(response.headers().firstValue(name).orElse("")).matches(pattern));
  }

  /// The event of the function `Echo` has this JSON at `pointer`.
  GatewayCase sees(String pointer, String expected) {
    return expecting(
        response -> assertThat(json(response).at(pointer)).as(pointer).hasToString(expected));
  }

  void check(HttpApi api) {
    var response = api.send(method, path, body, headers.toArray(String[]::new));
    assertThat(expectations).as(page).isNotEmpty();
    for (var expectation : expectations) {
      expectation.accept(response);
    }
  }

  private GatewayCase expecting(Consumer<HttpResponse<String>> expectation) {
    expectations.add(expectation);
    return this;
  }

  @Override
  public String toString() {
    return name + " (" + page + ")";
  }
}
