package dev.cubby.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.problem.Problem.UnsupportedCoding;
import dev.cubby.shared.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "Identity "})
  void bodyWithoutCoding_isRead(String coding) {
    assertThat(BodyText.of(with("content-encoding", coding))).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate", "identity, gzip", "x"})
  void bodyWithCoding_isRefused(String coding) {
    assertThatThrownBy(() -> BodyText.of(with("Content-Encoding", coding)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new UnsupportedCoding(coding)));
  }

  @Test
  void partOfABody_isRefused() {
    assertThatThrownBy(() -> BodyText.of(with("content-range", "bytes 0-1/2")))
        .hasMessage("Content-Range is not supported; send the whole body");
  }

  @Test
  void byteOrderMark_isSkipped() {
    assertThat(BodyText.of(Events.get("/things", "/things").withBody("\ufeff1"))).isEqualTo("1");
    assertThat(BodyText.of(Events.get("/things", "/things").withBody("1\ufeff")))
        .isEqualTo("1\ufeff");
  }

  private static APIGatewayProxyRequestEvent with(String header, String value) {
    return Events.get("/things", "/things").withHeaders(Map.of(header, value)).withBody("1");
  }
}
