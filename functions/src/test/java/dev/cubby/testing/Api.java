package dev.cubby.testing;

import java.time.Duration;

/// A way to call the API. Contract tests hold for each.
public interface Api {

  Answer call(Call call);

  /// Lets time go by, for what expires.
  void elapse(Duration time);
}
