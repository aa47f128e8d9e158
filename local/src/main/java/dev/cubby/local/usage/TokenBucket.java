package dev.cubby.local.usage;

import dev.cubby.local.template.ThrottleDefinition;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Admits a burst, then as many requests per second as tokens are added. It starts full and is
/// lock-free.
public final class TokenBucket {

  /// Rates have three decimal places.
  private static final int SCALE = 1_000;

  private final @Nullable Bucket bucket;

  public TokenBucket(ThrottleDefinition throttle, InstantSource clock) {
    long refill = Math.round(throttle.rateLimit() * SCALE);
    bucket =
        refill == 0 || throttle.burstLimit() == 0
            ? null
            : Bucket.builder()
                .addLimit(limit ->
                    limit
                        .capacity(throttle.burstLimit())
                        .refillGreedy(refill, Duration.ofSeconds(SCALE)))
                .withCustomTimePrecision(new ClockTimeMeter(clock))
                .build();
  }

  /// Takes a token; returns false if there is none.
  public boolean tryConsume() {
    return bucket != null && bucket.tryConsume(1);
  }

  /// Whether there is a token.
  public boolean hasTokens() {
    return bucket != null && bucket.getAvailableTokens() > 0;
  }

  /// Takes `tokens`, those of the future too if there are fewer.
  public void consume(long tokens) {
    if (bucket != null) {
      bucket.consumeIgnoringRateLimits(tokens);
    }
  }
}
