package dev.cubby.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

class ThisFunctionTest {

  static final List<String> SERVICES = List.of("dynamodb", "apigateway");

  @ParameterizedTest
  @FieldSource("SERVICES")
  void endpoint_isTheSdksInEveryRegion(String service) {
    var metadata = ServiceMetadata.of(service);

    assertThat(regions(metadata))
        .isNotEmpty()
        .allSatisfy(region ->
            assertThat(ThisFunction.endpointOf(service, region).getHost())
                .isEqualTo(metadata.endpointFor(region).getPath()));
  }

  // The SDK lists FIPS endpoints as regions of their own, which no function runs in.
  private static Stream<Region> regions(ServiceMetadata metadata) {
    return metadata.regions().stream().filter(region -> !region.id().contains("fips"));
  }
}
