package dev.cubby.local;

import static dev.cubby.local.AwsPages.BINARY;
import static dev.cubby.local.AwsPages.RESPONSES;

import java.util.stream.Stream;

/// Bodies that are binary.
final class BinaryCases {

  private BinaryCases() {}

  static Stream<GatewayCase> binaryBodies() {
    var binary = "{'statusCode':200,'body':'AQID','isBase64Encoded':true}";
    return Stream.of(
        binary("a binary media type is base64")
            .send("POST", "/echo", "Content-Type", "image/png")
            .body(new byte[] {1, 2, 3})
            .sees("/body", "\"AQID\"")
            .sees("/isBase64Encoded", "true"),
        binary("its parameters do not count")
            .send("POST", "/echo", "Content-Type", "Image/PNG; q=1")
            .body(new byte[] {1, 2, 3})
            .sees("/isBase64Encoded", "true"),
        binary("a subtype may be any")
            .send("POST", "/echo", "Content-Type", "audio/ogg")
            .body(new byte[] {1})
            .sees("/isBase64Encoded", "true"),
        binary("another media type is a text")
            .send("POST", "/echo", "Content-Type", "image/gif")
            .body("GIF")
            .sees("/body", "\"GIF\"")
            .sees("/isBase64Encoded", "false"),
        binary("an answer is decoded for a client that accepts it")
            .send("GET", "/scripted", "Accept", "image/png")
            .script(binary)
            .answers("\u0001\u0002\u0003"),
        binary("an answer is not decoded for others")
            .send("GET", "/scripted")
            .script(binary)
            .answers("AQID"),
        binary("the first media type accepted counts")
            .send("GET", "/scripted", "Accept", "text/html, image/png")
            .script(binary)
            .answers("AQID"),
        binary("a text is not decoded")
            .send("GET", "/scripted", "Accept", "image/png")
            .script("{'statusCode':200,'body':'AQID','isBase64Encoded':false}")
            .answers("AQID"),
        GatewayCase.of("what cannot be decoded", RESPONSES)
            .send("GET", "/scripted", "Accept", "image/png")
            .script("{'statusCode':200,'body':'***','isBase64Encoded':true}")
            .status(500)
            .header("x-amzn-ErrorType", "ApiConfigurationException"));
  }

  static Stream<GatewayCase> binaryApis() {
    return Stream.of(
        binary("*/* is any body")
            .send("POST", "/echo", "Content-Type", "text/plain")
            .body("abc")
            .sees("/body", "\"YWJj\"")
            .sees("/isBase64Encoded", "true"),
        binary("*/* is a body without a type")
            .send("POST", "/echo")
            .body("abc")
            .sees("/isBase64Encoded", "true"),
        binary("*/* is no body where there is none")
            .send("GET", "/echo")
            .sees("/body", "null")
            .sees("/isBase64Encoded", "false"),
        binary("*/* decodes for every client")
            .send("GET", "/scripted")
            .script("{'statusCode':200,'body':'AQID','isBase64Encoded':true}")
            .answers("\u0001\u0002\u0003"));
  }

  private static GatewayCase binary(String name) {
    return GatewayCase.of(name, BINARY).status(200);
  }
}
