package dev.cubby.permissions;

import dev.cubby.local.http.AwsRequest;
import dev.cubby.permissions.Policies.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What template.yaml permits the functions, held against each call that they make.
public final class Permissions {

  private static final Permissions OF_THE_STACK = new Permissions(Policies.read());

  private final List<Statement> statements;
  private final Set<Permission> used = ConcurrentHashMap.newKeySet();
  private final Set<ServiceCall> denied = ConcurrentHashMap.newKeySet();

  Permissions(List<Statement> statements) {
    this.statements = statements;
  }

  /// Of template.yaml and all integration tests of this process.
  public static Permissions ofTheStack() {
    return OF_THE_STACK;
  }

  /// Notes a call to a service, unless `local` itself or a test makes it.
  public void note(AwsRequest request) {
    if (request.accessKeyId().endsWith("Function")) {
      ServiceCall.of(request).forEach(this::note);
    }
  }

  void note(ServiceCall call) {
    var uses =
        statements.stream().flatMap(statement -> uses(statement, call)).collect(Collectors.toSet());
    if (uses.isEmpty()) {
      denied.add(call);
    }
    used.addAll(uses);
  }

  private static Stream<Permission> uses(Statement statement, ServiceCall call) {
    boolean allowed =
        call.leadingKeys().stream()
            .allMatch(key ->
                statement.permissions().stream()
                    .anyMatch(permission -> permission.allows(call, key)));
    return allowed
        ? statement.permissions().stream()
            .filter(permission ->
                call.leadingKeys().stream().anyMatch(key -> permission.allows(call, key)))
        : Stream.empty();
  }

  /// The calls that no policy allows.
  Set<ServiceCall> denied() {
    return denied;
  }

  /// What the calls needed of it.
  Set<Permission> used() {
    return used;
  }

  /// What the policies grant.
  Set<Permission> all() {
    return statements.stream()
        .flatMap(statement -> statement.permissions().stream())
        .collect(Collectors.toSet());
  }
}
