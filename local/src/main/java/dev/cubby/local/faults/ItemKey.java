package dev.cubby.local.faults;

import com.fasterxml.jackson.databind.JsonNode;

/// The primary key of an item, in DynamoDB's JSON.
record ItemKey(String table, JsonNode key) {}
