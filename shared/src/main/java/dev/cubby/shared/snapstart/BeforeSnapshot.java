package dev.cubby.shared.snapstart;

import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// Runs work before Lambda takes the snapshot that every later instance starts from (SnapStart's
/// runtime hooks, by CRaC): classes that are loaded and code that is compiled then need not be when
/// a user waits. Elsewhere it does nothing.
public final class BeforeSnapshot {

  // CRaC's context holds its resources weakly.
  private static final List<Resource> RESOURCES = new ArrayList<>();

  private BeforeSnapshot() {}

  /// Has `work` done before the snapshot. A failure is logged and does not stop the snapshot: the
  /// work is for speed only.
  public static synchronized void run(Runnable work) {
    var resource = new Priming(work);
    RESOURCES.add(resource);
    Core.getGlobalContext().register(resource);
  }

  private record Priming(Runnable work) implements Resource {

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      try {
        work.run();
      } catch (RuntimeException | LinkageError e) {
        System.getLogger(BeforeSnapshot.class.getName())
            .log(System.Logger.Level.WARNING, "Priming failed; the first requests are slower", e);
      }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {}
  }
}
