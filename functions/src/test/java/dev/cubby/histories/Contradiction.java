package dev.cubby.histories;

import java.util.Map;
import java.util.Set;

/// An operation whose response no order explains, and what the records can be before it.
record Contradiction(Operation operation, Set<Map<String, Register>> states) {}
