package dev.cubby.local.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.jspecify.annotations.Nullable;

/// Compresses functions' responses ("Receive an API response with a compressed payload"). API
/// Gateway's own responses stay as they are.
///
/// @param minimumSize the size in bytes from which a body is compressed; null for never
record Compression(@Nullable Integer minimumSize) {

  /// Returns `answer` in the coding that the client prefers among `gzip`, `deflate` and `identity`;
  /// `*` is none of these. If it prefers another one to all of them, the body stays as it is.
  /// Between equals AWS documents no choice.
  ApiResponse apply(@Nullable String acceptEncoding, ApiResponse answer) {
    if (minimumSize == null
        || acceptEncoding == null
        || answer.body().length < Math.max(1, minimumSize)
        || answer.headers().containsKey("Content-Encoding")) {
      return answer;
    }
    var accepted = new QuotedQualityCSV(List.of("gzip", "deflate", "identity"));
    accepted.addValue(acceptEncoding);
    double greatest = 0;
    for (var accepts : accepted.getQualityValues()) {
      if (!accepts.isAcceptable() || accepts.getWeight() < greatest) {
        return answer;
      }
      greatest = accepts.getWeight();
      var coding = accepts.getValue().toLowerCase(Locale.ROOT);
      switch (coding) {
        case "gzip", "deflate" -> {
          return encoded(answer, coding);
        }
        case "identity" -> {
          return answer;
        }
        default -> {}
      }
    }
    return answer;
  }

  private static ApiResponse encoded(ApiResponse answer, String coding) {
    var body = new ByteArrayOutputStream();
    try (var encoder = encoder(coding, body)) {
      encoder.write(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var headers = new HashMap<>(answer.headers());
    headers.put("Content-Encoding", List.of(coding));
    return new ApiResponse(answer.statusCode(), headers, body.toByteArray());
  }

  private static OutputStream encoder(String coding, OutputStream body) throws IOException {
    return coding.equals("gzip") ? new GZIPOutputStream(body) : new DeflaterOutputStream(body);
  }
}
