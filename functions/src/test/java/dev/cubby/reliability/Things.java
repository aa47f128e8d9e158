package dev.cubby.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.Sample;
import java.util.List;
import java.util.UUID;

/// Things of which there is a [Sample]. They have no names.
record Things(Sample sample) implements Resource {

  @Override
  public Call create(String name, String text) {
    return Call.post(sample.path(), sample.body(text));
  }

  @Override
  public Call replace(String path, String text) {
    return Call.put(path, sample.body(text));
  }

  /// Nobody's.
  @Override
  public String path(String name) {
    return sample.path() + "/" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  @Override
  public String text(Answer read) {
    return sample.text(read.json());
  }

  @Override
  public List<View> views() {
    return List.of(new View(sample.path(), sample::text, Thing.Version::text));
  }

  @Override
  public boolean takesLongTexts() {
    return false;
  }
}
