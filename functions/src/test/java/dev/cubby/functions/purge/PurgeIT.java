package dev.cubby.functions.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.functions.purge.EntityChart.Kind;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// All that a user has goes, and nothing else in the table does.
@Order(1) // It waits longest, and leaves the processors to others.
@Timeout(1200)
class PurgeIT extends DeletedUserCase {

  /// What is in the table and no user's.
  private static final Set<String> NOBODYS = Set.of("usage plan", "mark of the first key");

  @RegisterExtension static final HttpApi api = HttpApi.with("AuthorizerCacheSeconds", "2");

  @Override
  HttpApi api() {
    return api;
  }

  @Test
  void everyKindOfThing_isDeletedAndNothingElseIs() {
    liveAs(signUp(newEmail()));
    var others = allThings();
    var user = signUp(newEmail());
    liveAs(user);

    var things = allThings();
    things.removeAll(others);
    var kinds =
        EntityChart.read().stream().filter(kind -> !NOBODYS.contains(kind.thing())).toList();
    assertThat(kinds)
        .as("kinds of things of which the user has one")
        .allMatch(kind -> things.stream().anyMatch(kind::includes));
    assertThat(things)
        .as("things of a kind that the chart knows")
        .allMatch(thing -> kinds.stream().anyMatch(kind -> kind.includes(thing)));
    call(Call.delete(pathOf(user))).hasStatus(200);

    eventually(() -> allThings().equals(others));
  }

  @Test
  void whatIsNobodys_isInTheChart() {
    assertThat(EntityChart.read()).extracting(Kind::thing).containsAll(NOBODYS);
  }

  // But for when keys were used last, which changes with the day.
  private Set<Map<String, AttributeValue>> allThings() {
    return table().all().stream()
        .map(item -> {
          var thing = new HashMap<>(item);
          thing.remove("lastUsedOn");
          return thing;
        })
        .collect(Collectors.toSet());
  }
}
