package dev.cubby.functions.items;

import dev.cubby.shared.validation.CodePointLength;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/// An item as clients send it.
record Item(
    @NotBlank @CodePointLength(max = 200) String name,
    @CodePointLength(max = 10_000) @Nullable String description) {}
