package dev.cubby.reliability;

import static dev.cubby.shared.auth.Role.ADMIN;
import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.reliability.Client.Step;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.ResourceType;
import dev.cubby.testing.ResourceType.Version;
import dev.cubby.testing.ResourceType.View;
import dev.cubby.testing.TestUser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Clients of one resource: of one user, so that they share its lists, but with a key each, so that
/// the authorizer has to look for each.
final class Crowd {

  /// What only clients can do who name their things.
  private static final Set<Action> BY_NAME = Set.of(Action.CREATE, Action.UPSERT);

  private final ResourceType resource;
  private final Api api;
  private final TestUser user = TestUser.create();
  private final List<Client> clients;
  private final List<SharedResource> shared;
  private final List<Version> versions = new ArrayList<>();

  Crowd(ResourceType resource, Api api, int size) {
    this.resource = resource;
    this.api = api;
    resource.prepare(caller());
    this.clients = IntStream.range(0, size).mapToObj(this::client).toList();
    this.shared =
        resource.takesLongTexts() ? List.of(new SharedResource(resource, caller())) : List.of();
  }

  /// What the clients can do at once: so many `steps` each, drawn at `random`.
  List<Runnable> tasks(Random random, int steps) {
    return clients.stream()
        .<Runnable>map(client -> {
          var plan = plan(random, steps);
          return () -> client.run(plan, shared);
        })
        .toList();
  }

  /// At rest, each thing is what its client's answers let it be.
  void assertReadsFit() {
    shared.forEach(thing -> versions.add(thing.read(caller())));
    clients.forEach(client -> versions.addAll(client.readAll()));
  }

  /// Lists show the things that were read, each once.
  void assertListsAgree() {
    for (var view : resource.views()) {
      assertThat(list(view))
          .as(view.target())
          .containsExactlyInAnyOrderElementsOf(versions.stream().map(view.ofVersion()).toList());
    }
  }

  private List<Step> plan(Random random, int steps) {
    var actions =
        Stream.of(Action.values())
            .filter(action -> resource.isNamedByClients() || !BY_NAME.contains(action))
            .flatMap(action -> Collections.nCopies(action.weight(), action).stream())
            .toList();
    return Stream.generate(() ->
            new Step(actions.get(random.nextInt(actions.size())), random.nextInt(Client.THINGS)))
        .limit(steps)
        .toList();
  }

  private Client client(int number) {
    return new Client("client-" + number, resource, caller());
  }

  private Function<Call, Answer> caller() {
    var key = user.key(READ, WRITE, ADMIN);
    return call -> api.call(call.as(key));
  }

  private List<String> list(View view) {
    var caller = caller();
    var shown = new ArrayList<String>();
    var next = "";
    while (next != null) {
      var page = caller.apply(Call.get(view.target() + next)).hasStatus(200).json();
      page.path("items").forEach(item -> shown.add(view.ofItem().apply(item)));
      next =
          page.has("next")
              ? (view.target().contains("?") ? "&" : "?") + "cursor=" + page.path("next").asText()
              : null;
    }
    return shown;
  }
}
