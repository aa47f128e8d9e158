package dev.cubby.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodyTextTest {

  @Test
  void partOfABody_isRefused() {
    assertThatThrownBy(() -> BodyText.of(partial()))
        .hasMessage("Content-Range is not supported; send the whole body");
  }

  @Test
  void byteOrderMark_isSkipped() {
    assertThat(BodyText.of(Events.get("/things", "/things").withBody("\ufeff1"))).isEqualTo("1");
    assertThat(BodyText.of(Events.get("/things", "/things").withBody("1\ufeff")))
        .isEqualTo("1\ufeff");
  }

  private static APIGatewayProxyRequestEvent partial() {
    return Events.get("/things", "/things")
        .withHeaders(Map.of("content-range", "bytes 0-1/2"))
        .withBody("1");
  }
}
