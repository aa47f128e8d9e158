package dev.cubby.shared.aws;

import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.AttributeMap;

/// What the client that really sends may throw.
class CannedTransportTest {

  /// The JDK's, if the SDK ends an attempt while it connects.
  @Test
  void defectOfTheClient_isAFailureOfTheAttempt() {
    var defect = new NullPointerException("this.http is null");

    assertThatIOException().isThrownBy(() -> send(defect)).withCause(defect);
  }

  @Test
  void exceptionOfTheSdk_staysOne() {
    var aborted = AbortedException.create("aborted");

    assertThatThrownBy(() -> send(aborted)).isSameAs(aborted);
  }

  private static void send(RuntimeException thrown) throws Exception {
    var uri = URI.create("http://127.0.0.1:1");
    var http = SdkHttpRequest.builder().uri(uri).method(SdkHttpMethod.POST).build();
    try (var client =
        CannedTransport.around(new ThrowingBuilder(thrown))
            .buildWithDefaults(AttributeMap.empty())) {
      client.prepareRequest(HttpExecuteRequest.builder().request(http).build()).call();
    }
  }

  private record ThrowingBuilder(RuntimeException thrown)
      implements SdkHttpClient.Builder<ThrowingBuilder> {

    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new Throwing(thrown);
    }
  }

  private record Throwing(RuntimeException thrown) implements SdkHttpClient, ExecutableHttpRequest {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return this;
    }

    @Override
    public HttpExecuteResponse call() {
      throw thrown;
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}
  }
}
