package dev.cubby.local.template;

import java.util.ArrayList;
import java.util.List;

/// Gathers what is wrong with a template, so that its author learns all of it at once. A reason
/// that several resources share, as when it is in `Globals`, counts once.
public final class Refusals {

  private final List<TemplateException> failures = new ArrayList<>();

  /// Adds what `failure` stands for.
  public void add(TemplateException failure) {
    for (var part : failure.parts()) {
      if (failures.stream().noneMatch(part::repeats)) {
        failures.add(part);
      }
    }
  }

  /// Runs `step`, and adds its failure.
  public void run(Runnable step) {
    try {
      step.run();
    } catch (TemplateException e) {
      add(e);
    }
  }

  /// Ends the reading if anything is refused.
  ///
  /// @throws TemplateException if there is a failure; it stands for all
  public void check() {
    if (!failures.isEmpty()) {
      throw TemplateException.all(failures);
    }
  }
}
