package dev.cubby.functions.notes;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Notes over HTTP, through API Gateway and the authorizer as `local` runs them.
class NotesIT extends NotesContract {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Override
  protected Api api() {
    return api;
  }
}
