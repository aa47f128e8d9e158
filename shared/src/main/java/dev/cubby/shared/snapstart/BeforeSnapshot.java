package dev.cubby.shared.snapstart;

import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// Runs work before Lambda takes the snapshot from which later instances start (SnapStart's runtime
/// hooks, CRaC), so that loading classes and compiling code do not delay requests. Elsewhere it has
/// no effect.
public final class BeforeSnapshot {

  // CRaC's context references its resources weakly.
  private static final List<Resource> RESOURCES = new ArrayList<>();

  private BeforeSnapshot() {}

  /// Runs `work` before the snapshot. A failure is logged and does not prevent the snapshot,
  /// because the work only improves speed.
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
