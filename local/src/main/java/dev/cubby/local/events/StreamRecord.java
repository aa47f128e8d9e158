package dev.cubby.local.events;

import java.time.Instant;

/// A record of a stream as Lambda sends it.
///
/// @param json one item of `Records`
/// @param bytes the size of `json` in UTF-8
/// @param partitionKey of the item that changed, in DynamoDB JSON
/// @param createdAt when the item changed, to the second
record StreamRecord(
    String json, int bytes, String sequenceNumber, String partitionKey, Instant createdAt) {}
