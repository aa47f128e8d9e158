package dev.cubby.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoDbConnectionTest {

  private static final Map<String, String> REAL =
      Map.of(
          "AWS_ACCESS_KEY_ID", "AKIAREAL",
          "AWS_SECRET_ACCESS_KEY", "real secret",
          "AWS_SESSION_TOKEN", "real token");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8000",
        "http://localhost:8000",
        "http://[::1]:8000",
        "http://dynamodb:8000",
        "http://dynamodb.us-east-1.amazonaws.com.example.com:8000",
        "http://dynamodb.us-east-1.localhost.localstack.cloud:4566",
      })
  void realCredentials_stayOutOfFunctionsOfALocalEndpoint(String endpoint) {
    assertThat(variables(endpoint))
        .containsEntry("AWS_ACCESS_KEY_ID", "local")
        .containsEntry("AWS_SECRET_ACCESS_KEY", "local")
        .doesNotContainKey("AWS_SESSION_TOKEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://dynamodb.us-east-1.amazonaws.com",
        "https://dynamodb.cn-north-1.amazonaws.com.cn",
        "https://dynamodb.us-east-1.api.aws",
      })
  void realCredentials_areForAws(String endpoint) {
    assertThat(variables(endpoint)).containsAllEntriesOf(REAL);
  }

  private static Map<String, String> variables(String endpoint) {
    return DynamoDbConnection.toExternal(URI.create(endpoint), "us-east-1", REAL).variables();
  }
}
