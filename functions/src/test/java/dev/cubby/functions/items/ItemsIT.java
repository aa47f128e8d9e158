package dev.cubby.functions.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Items over HTTP, through API Gateway and the authorizer as `local` runs them.
class ItemsIT extends ItemsContract {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Override
  protected Api api() {
    return api;
  }

  @Test
  void trailingSlash_isTheSamePath() {
    var item = call(Call.post("/items/", "{\"name\":\"Lamp\"}")).hasStatus(201);

    assertThat(item.header("Location")).isEqualTo(pathOf(item));
    assertThat(texts("/items/?limit=100")).containsExactly("Lamp");
    call(Call.get(pathOf(item) + "/")).hasStatus(200);
  }
}
