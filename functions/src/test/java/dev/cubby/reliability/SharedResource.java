package dev.cubby.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.ResourceType;
import dev.cubby.testing.ResourceType.Version;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// A thing that many clients write at once. Its text is words, and each client adds words of its
/// own, with `If-Match`; when it does not know whether it has, it reads before it tries again.
final class SharedResource {

  private static final String NAME = "shared";
  private static final String FIRST_WORD = "first";

  /// Far more than it takes, so that a test that fails also ends.
  private static final int MAX_ATTEMPTS = 1_000;

  private final ResourceType resource;
  private final String path;
  private final Queue<String> added = new ConcurrentLinkedQueue<>(List.of(FIRST_WORD));

  /// Creates it.
  SharedResource(ResourceType resource, Function<Call, Answer> api) {
    this.resource = resource;
    this.path = api.apply(resource.create(NAME, FIRST_WORD)).hasStatus(201).header("Location");
  }

  void add(String word, Function<Call, Answer> api) {
    boolean isIn = false;
    for (int attempt = 0; attempt < MAX_ATTEMPTS && !isIn; attempt++) {
      isIn = tryToAdd(word, api);
    }
    assertThat(isIn).as(word + " is not in after " + MAX_ATTEMPTS + " attempts").isTrue();
    added.add(word);
  }

  /// Reads it, and holds it against what was added: each word once, each by one version.
  Version read(Function<Call, Answer> api) {
    var read = api.apply(Call.get(path)).hasStatus(200);
    assertThat(words(read)).containsExactlyInAnyOrderElementsOf(added);
    assertThat(read.etag()).endsWith("." + added.size() + "\"");
    return new Version(NAME, resource.text(read.json()), read.etag());
  }

  /// Adds `word` if it is not there; false if it may still not be.
  private boolean tryToAdd(String word, Function<Call, Answer> api) {
    var read = api.apply(Call.get(path));
    if (read.status() == 503) {
      return false;
    }
    if (words(read.hasStatus(200)).contains(word)) {
      return true;
    }
    var text = resource.text(read.json()) + " " + word;
    var written = api.apply(resource.replace(path, text).header("If-Match", read.etag()));
    assertThat(written.status()).isIn(200, 412, 503);
    return written.status() == 200;
  }

  private List<String> words(Answer read) {
    return List.of(resource.text(read.json()).split(" ", -1));
  }
}
