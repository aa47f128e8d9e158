package dev.cubby.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.local.template.reader.TemplateReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// The functions call what template.yaml permits, all of it and nothing else, as all integration
/// tests together show. Without the others this one fails.
@Isolated("It needs the calls of all others, and what is isolated runs last.")
@Order(Integer.MAX_VALUE)
class PermissionsIT {

  private static final Permissions PERMISSIONS = Permissions.ofTheStack();

  /// What Lambda itself calls with a function's role, to read a stream and to keep what it gives
  /// up.
  private static final List<String> OF_STREAMS =
      List.of(
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams",
          "sqs:SendMessage");

  @Test
  void everyCall_isPermitted() {
    assertThat(PERMISSIONS.denied()).isEmpty();
  }

  @Test
  void everyPermission_isUsed() {
    assertThat(PERMISSIONS.all())
        .isNotEmpty()
        .filteredOn(permission -> !OF_STREAMS.contains(permission.action()))
        .filteredOn(permission -> !isForPriming(permission))
        .isSubsetOf(PERMISSIONS.used());
  }

  @Test
  void permissionsOfStreams_areThoseOfTheFunctionsThatHaveOne() {
    assertThat(
            PERMISSIONS.all().stream()
                .filter(permission -> OF_STREAMS.contains(permission.action()))
                .map(permission -> permission.function() + " " + permission.action()))
        .containsExactlyInAnyOrderElementsOf(
            TemplateReader.read(Path.of("../template.yaml")).streams().stream()
                .map(stream -> stream.function().logicalId())
                .flatMap(function -> OF_STREAMS.stream().map(action -> function + " " + action))
                .toList());
  }

  /// Priming runs before a snapshot, which only AWS takes.
  @Test
  void permissionsForPriming_areThoseOfTheFunctionsThatUseTheTable() {
    assertThat(
            PERMISSIONS.all().stream()
                .filter(PermissionsIT::isForPriming)
                .map(Permission::function))
        .containsExactlyInAnyOrderElementsOf(
            PERMISSIONS.used().stream()
                .filter(permission -> permission.action().startsWith("dynamodb:"))
                .map(Permission::function)
                .distinct()
                .toList());
  }

  private static boolean isForPriming(Permission permission) {
    return permission.leadingKey().equals("PRIMING");
  }
}
