package dev.cubby.local.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// The body of a request, or why API Gateway refuses it. API Gateway decompresses bodies, and
/// leaves the header as it is ("Call an API method with a compressed payload").
sealed interface RequestBody {

  /// API Gateway's quota "Payload size", in bytes. Here it limits the decompressed body too.
  int MAX_BYTES = 10_485_760;

  /// A body, decompressed.
  final class Whole implements RequestBody {

    private final byte[] bytes;

    private Whole(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /// The body is too large, or not in the coding that the request states.
  record Refused(Refusal refusal) implements RequestBody {}

  /// Reads the whole body. A body that is too large is still read to its end: a client that is
  /// still sending would see a broken connection instead of the response.
  static RequestBody read(Request request) throws IOException {
    byte[] bytes;
    try (var content = Content.Source.asInputStream(request)) {
      bytes = content.readNBytes(MAX_BYTES + 1);
      content.transferTo(OutputStream.nullOutputStream());
    }
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      return limited(bytes);
    }
    var codings = String.join(",", request.getHeaders().getValuesList(HttpHeader.CONTENT_ENCODING));
    try (var decoded = decoder(codings, bytes)) {
      return limited(decoded.readNBytes(MAX_BYTES + 1));
    } catch (IOException e) {
      return new Refused(Refusal.unsupportedCoding());
    }
  }

  private static RequestBody limited(byte[] bytes) {
    return bytes.length > MAX_BYTES ? new Refused(Refusal.tooLarge()) : new Whole(bytes);
  }

  private static InputStream decoder(String coding, byte[] body) throws IOException {
    var bytes = new ByteArrayInputStream(body);
    return switch (coding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> bytes;
      case "gzip" -> new GZIPInputStream(bytes);
      case "deflate" -> new InflaterInputStream(bytes);
      default -> throw new IOException("unsupported coding");
    };
  }
}
