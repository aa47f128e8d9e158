package dev.cubby.shared.gateway;

import java.time.LocalDate;

/// How many requests a key made on a day, UTC, and how many its quota left at the end of it.
public record DailyUsage(LocalDate date, long used, long remaining) {}
