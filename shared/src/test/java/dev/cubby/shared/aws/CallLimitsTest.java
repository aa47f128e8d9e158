package dev.cubby.shared.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class CallLimitsTest {

  /// By themselves, two tasks wait until the limits are over.
  @Test
  void callThatHasEnded_leavesNoTimer() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    var limits = new CallLimits(Duration.ofHours(1), Duration.ofHours(1), 1, _ -> false);
    try (var client =
        limits
            .on(DynamoDbClient.builder())
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .endpointOverride(URI.create("http:/" + server.getAddress()))
            .build()) {
      assertThat(client.getItem(get -> get.tableName("t").key(Map.of())).hasItem()).isFalse();

      assertThat(CallLimits.TIMERS.getPoolSize()).isPositive();
      assertThat(CallLimits.TIMERS.getQueue()).isEmpty();
    } finally {
      server.stop(0);
    }
  }
}
