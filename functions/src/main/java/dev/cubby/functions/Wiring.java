package dev.cubby.functions;

import dev.cubby.shared.dynamodb.Key;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.snapstart.BeforeSnapshot;

/// What handlers are made of in Lambda, by the environment. Called by their no-argument
/// constructors only.
public final class Wiring {

  // Nothing is ever written in this partition.
  private static final Key ABSENT = new Key("PRIMING", "PRIMING");

  private static final Table TABLE = Table.named(required("TABLE_NAME"));

  static {
    // One read before the snapshot loads and compiles the SDK's path: credentials, signature, TLS,
    // marshalling.
    BeforeSnapshot.run(() -> TABLE.get(ABSENT));
  }

  private Wiring() {}

  /// The table, by one client for everything in this process.
  public static Table table() {
    return TABLE;
  }

  private static String required(String name) {
    var value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("Environment variable " + name + " is not set");
    }
    return value;
  }
}
