package dev.cubby.functions.source;

import java.time.Instant;

/// The data of a stored event that the response to its write contains.
record EventReceipt(String id, Instant eventTime) {}
