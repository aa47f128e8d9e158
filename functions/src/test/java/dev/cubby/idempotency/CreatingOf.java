package dev.cubby.idempotency;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The creation of a resource whose text is its name.
public record CreatingOf(ResourceType type) implements CreatingResource {

  @Override
  public Call create(String name, Function<Call, Answer> api) {
    type.prepare(api);
    return withQuery(type.create(name, name), type.queries().getFirst());
  }

  @Override
  public Optional<Call> createUntil(Instant time, String name, Function<Call, Answer> api) {
    type.prepare(api);
    return Optional.of(type.create(name, name))
        .filter(_ -> type.mayExpire())
        .map(create -> withQuery(create, "?expiresAt=" + time));
  }

  @Override
  public List<Call> different(String name, Function<Call, Answer> api) {
    var calls = new ArrayList<Call>();
    var query = type.queries().getFirst();
    type.queries().stream()
        .skip(1)
        .forEach(other -> calls.add(withQuery(type.create(name, name), other)));
    var create = create(name, api);
    calls.add(
        new Call(
            create.method(),
            create.target(),
            create.headers(),
            create.body() + " ",
            create.charset(),
            null));
    calls.add(withQuery(type.create(name, name + "-c"), query));
    if (type.hasUniqueNames()) {
      calls.add(withQuery(type.create(name + "-b", name), query));
    }
    return calls;
  }

  @Override
  public List<Integer> answersToOthers() {
    return type.isOfOneUser() ? List.of(404) : CreatingResource.super.answersToOthers();
  }

  @Override
  public Call change(String location) {
    return type.replace(location, "changed");
  }

  @Override
  public int statusOfSecond() {
    return type.hasUniqueNames() ? 409 : created();
  }

  @Override
  public List<String> made(String name, Function<Call, Answer> api) {
    return type.ids(name, api);
  }

  private static Call withQuery(Call call, String query) {
    return new Call(
        call.method(), call.target() + query, call.headers(), call.body(), call.charset(), null);
  }
}
