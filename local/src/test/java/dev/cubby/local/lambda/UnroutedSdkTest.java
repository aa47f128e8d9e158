package dev.cubby.local.lambda;

import static java.lang.constant.ConstantDescs.CD_String;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.local.SamProject;
import dev.cubby.local.template.TemplateException;
import dev.cubby.local.template.reader.TemplateReader;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.constant.ClassDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnroutedSdkTest {

  private static final String DYNAMO_DB = "software.amazon.awssdk.services.dynamodb.DynamoDbClient";
  private static final String API_GATEWAY =
      "software.amazon.awssdk.services.apigateway.ApiGatewayClient";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    DYNAMO_DB + ", 2.28.0, AWS SDK for Java 2.28.0",
    DYNAMO_DB + ", 2.0.0, AWS SDK for Java 2.0.0",
    DYNAMO_DB + ", 2.9.99, AWS SDK for Java 2.9.99",
    API_GATEWAY + ", 2.28.0, AWS SDK for Java 2.28.0",
    API_GATEWAY + ", 2.28.0-SNAPSHOT, AWS SDK for Java 2.28.0-SNAPSHOT",
    DYNAMO_DB + ", 2.28.1,",
    DYNAMO_DB + ", 2.100.0,",
    "software.amazon.awssdk.services.s3.S3Client, 2.20.0,",
  })
  void versionBeforeEndpointVariables_isFound(String client, String version, String found)
      throws IOException {
    addClass(client);
    addVersion(version);

    assertThat(find()).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "com.amazonaws.services.dynamodbv2.AmazonDynamoDB, version=1.12.1, AWS SDK for Java 1.12.1",
    "com.amazonaws.services.apigateway.AmazonApiGateway, '', AWS SDK for Java 1",
    "com.amazonaws.services.s3.AmazonS3, version=1.12.1,",
  })
  void version1_isFound(String client, String versionInfo, String found) throws IOException {
    addClass(client);
    var file = directory.resolve("com/amazonaws/sdk/versionInfo.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(file, versionInfo);

    assertThat(find()).isEqualTo(found);
  }

  @Test
  void sdkOfThisProject_isRouted() throws IOException {
    assertThat(UnroutedSdk.find(UnroutedSdkTest.class.getClassLoader())).isEmpty();
  }

  @Test
  void artifactWithAnOldSdk_isRefused() throws IOException {
    addClass(DYNAMO_DB);
    addVersion("2.20.162");
    addClass("a.B");
    var project =
        SamProject.create(
            directory,
            """
            Globals: {Function: {Runtime: java21, CodeUri: ., Handler: a.B}}
            Resources:
              F: {Type: AWS::Serverless::Function}
              G: {Type: AWS::Serverless::Function}
            """);

    try (var runtime =
        new LambdaRuntime(TemplateReader.read(project.template()), false, Map.of(), Map.of())) {
      assertThatThrownBy(runtime::requireHandlers)
          .isInstanceOf(TemplateException.class)
          .hasMessage(
              "resource F: %s has AWS SDK for Java 2.20.162, which would call AWS itself; local needs 2.28.1 or later"
                  .formatted(directory));
    }
  }

  private @Nullable String find() throws IOException {
    try (var loader =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      return UnroutedSdk.find(loader).orElse(null);
    }
  }

  private void addVersion(String version) throws IOException {
    write(
        ClassDesc.of("software.amazon.awssdk.core.util.VersionInfo"),
        ClassFile.of()
            .build(
                ClassDesc.of("software.amazon.awssdk.core.util.VersionInfo"),
                type ->
                    type.withField(
                        "SDK_VERSION",
                        CD_String,
                        field ->
                            field
                                .withFlags(
                                    ClassFile.ACC_PUBLIC
                                        | ClassFile.ACC_STATIC
                                        | ClassFile.ACC_FINAL)
                                .with(ConstantValueAttribute.of(version)))));
  }

  private void addClass(String name) throws IOException {
    var type = ClassDesc.of(name);
    write(type, ClassFile.of().build(type, _ -> {}));
  }

  private void write(ClassDesc type, byte[] bytes) throws IOException {
    var file =
        directory
            .resolve(type.packageName().replace('.', '/'))
            .resolve(type.displayName() + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
