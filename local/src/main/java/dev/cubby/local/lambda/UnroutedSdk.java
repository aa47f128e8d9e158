package dev.cubby.local.lambda;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URL;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// Finds AWS SDKs that call AWS whatever `AWS_ENDPOINT_URL_DYNAMODB` and
/// `AWS_ENDPOINT_URL_API_GATEWAY` say: those before 2.28.1 ("Service-specific endpoints",
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
final class UnroutedSdk {

  private static final Version FIRST_ROUTED = Version.parse("2.28.1");

  private UnroutedSdk() {}

  /// The name and version of an SDK of `loader` that has a client of DynamoDB or API Gateway which
  /// ignores its endpoint.
  ///
  /// @throws IOException if it cannot be read
  static Optional<String> find(ClassLoader loader) throws IOException {
    if (has(
        loader,
        "com/amazonaws/services/dynamodbv2/AmazonDynamoDB.class",
        "com/amazonaws/services/apigateway/AmazonApiGateway.class")) {
      return Optional.of("AWS SDK for Java " + versionOf1(loader));
    }
    var versionInfo = loader.getResource("software/amazon/awssdk/core/util/VersionInfo.class");
    if (versionInfo == null
        || !has(
            loader,
            "software/amazon/awssdk/services/dynamodb/DynamoDbClient.class",
            "software/amazon/awssdk/services/apigateway/ApiGatewayClient.class")) {
      return Optional.empty();
    }
    return versionOf2(versionInfo)
        .filter(version -> Version.parse(version).compareTo(FIRST_ROUTED) < 0)
        .map(version -> "AWS SDK for Java " + version);
  }

  private static boolean has(ClassLoader loader, String... classes) {
    return Stream.of(classes).anyMatch(name -> loader.getResource(name) != null);
  }

  private static String versionOf1(ClassLoader loader) throws IOException {
    try (var stream = loader.getResourceAsStream("com/amazonaws/sdk/versionInfo.properties")) {
      var properties = new Properties();
      if (stream != null) {
        properties.load(stream);
      }
      return properties.getProperty("version", "1");
    }
  }

  /// The constant `SDK_VERSION`.
  private static Optional<String> versionOf2(URL versionInfo) throws IOException {
    try (var stream = versionInfo.openStream()) {
      return ClassFile.of().parse(stream.readAllBytes()).fields().stream()
          .filter(field -> field.fieldName().equalsString("SDK_VERSION"))
          .flatMap(field -> field.findAttribute(Attributes.constantValue()).stream())
          .map(value -> String.valueOf(value.constant().constantValue()))
          .findFirst();
    }
  }
}
