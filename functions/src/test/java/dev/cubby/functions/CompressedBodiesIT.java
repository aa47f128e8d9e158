package dev.cubby.functions;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.auth.Role;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that clients compress, which API Gateway decompresses.
class CompressedBodiesIT {

  private static final String VALUE = "\"" + "ü".repeat(100_000) + "\"";

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private final TestKey owner = TestUser.create().key(Role.READ, Role.WRITE);

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "GZIP"})
  void compressedBody_isStoredDecompressed(String coding) throws IOException {
    send("/records/a", compressed(coding, VALUE), coding).hasStatus(201);

    assertThat(api.call(Call.get("/records/a").as(owner)).body()).isEqualTo(VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "gzip, gzip"})
  void bodyInAnotherCoding_is415AndWritesNothing(String coding) {
    var answer = send("/records/a", "1", coding).isProblem(415);

    assertThat(answer.header("Accept-Encoding")).isEqualTo("gzip, deflate, identity");
    api.call(Call.get("/records/a").as(owner)).isProblem(404);
  }

  private Answer send(String path, String body, String coding) {
    return api.call(Call.post(path, body).inLatin1().header("Content-Encoding", coding).as(owner));
  }

  /// The bytes as characters of Latin-1.
  private static String compressed(String coding, String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var encoder =
        coding.equals("deflate") ? new DeflaterOutputStream(bytes) : new GZIPOutputStream(bytes)) {
      encoder.write(text.getBytes(UTF_8));
    }
    return bytes.toString(ISO_8859_1);
  }
}
