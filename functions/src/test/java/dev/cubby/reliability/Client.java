package dev.cubby.reliability;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.ResourceType;
import dev.cubby.testing.ResourceType.Version;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Does one thing after the other, to things that it alone writes, and now and then adds a word to
/// the one that it shares with others, if there is one.
final class Client {

  /// What to do, and to which of the client's things.
  record Step(Action action, int thing) {}

  /// How many things a client has.
  static final int THINGS = 4;

  private static final int STEPS_PER_WORD = 25;

  private final String name;
  private final Function<Call, Answer> api;
  private final List<VersionedResource> things;

  Client(String name, ResourceType resource, Function<Call, Answer> api) {
    this.name = name;
    this.api = api;
    this.things =
        IntStream.range(0, THINGS)
            .mapToObj(i -> new VersionedResource(resource, name + "-" + i))
            .toList();
  }

  void run(List<Step> steps, List<SharedResource> shared) {
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      things.get(step.thing()).act(step.action(), name + "-text-" + i, api);
      if (i % STEPS_PER_WORD == 0) {
        var word = name + "-word-" + i;
        shared.forEach(thing -> thing.add(word, api));
      }
    }
  }

  /// Reads its things, and returns those that are there.
  List<Version> readAll() {
    things.forEach(thing -> thing.act(Action.READ, "", api));
    return things.stream().flatMap(thing -> thing.version().stream()).toList();
  }
}
