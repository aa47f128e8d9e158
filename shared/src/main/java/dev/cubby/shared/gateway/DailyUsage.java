package dev.cubby.shared.gateway;

import java.time.LocalDate;

/// The number of requests of a key on a day, UTC, and the number that its quota left at the end.
public record DailyUsage(LocalDate date, long used, long remaining) {}
