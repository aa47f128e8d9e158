package dev.cubby.testing;

import java.util.List;

/// Calls to DynamoDB, such as `GetItem` or `TransactWriteItems of 3`, in alphabetical order, and
/// the units that AWS bills for them.
record Consumption(List<String> calls, double readUnits, double writeUnits) {}
