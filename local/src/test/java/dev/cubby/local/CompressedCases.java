package dev.cubby.local;

import static dev.cubby.local.AwsPages.COMPRESSED_REQUEST;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Bodies that clients compress.
final class CompressedCases {

  private CompressedCases() {}

  static Stream<GatewayCase> compressedBodies() {
    var text = "grüße".getBytes(UTF_8);
    var gzip = encoded("gzip", text);
    return Stream.of(
        body("gzip is decompressed, and its header stays *", "gzip", gzip)
            .status(200)
            .sees("/body", "\"grüße\"")
            .sees("/isBase64Encoded", "false")
            .sees("/headers/Content-Encoding", "\"gzip\""),
        body("deflate is decompressed", "Deflate", encoded("deflate", text))
            .status(200)
            .sees("/body", "\"grüße\""),
        body("identity is nothing to decompress", "identity", text)
            .status(200)
            .sees("/body", "\"grüße\""),
        body("an empty body has no coding *", "gzip", new byte[0])
            .status(200)
            .sees("/body", "null"),
        refused(body("another coding", "br", text)),
        refused(body("two codings *", "gzip, gzip", encoded("gzip", gzip))),
        refused(body("a body that is not in the coding", "gzip", text)),
        refused(body("half a body", "gzip", Arrays.copyOf(gzip, gzip.length / 2))),
        body(
                "a body of over 10 MB once decompressed *",
                "gzip",
                encoded("gzip", new byte[10_485_761]))
            .status(413)
            .message("\"Request Too Long\""));
  }

  private static GatewayCase body(String name, String coding, byte[] body) {
    return GatewayCase.of(name, COMPRESSED_REQUEST)
        .send("POST", "/echo", "Content-Encoding", coding)
        .body(body);
  }

  private static GatewayCase refused(GatewayCase request) {
    return request
        .status(415)
        .message("\"Unsupported Media Type\"")
        .header("x-amzn-ErrorType", "UnsupportedMediaTypeException");
  }

  private static byte[] encoded(String coding, byte[] body) {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream encoder =
        coding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
      encoder.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
