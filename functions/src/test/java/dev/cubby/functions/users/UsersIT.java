package dev.cubby.functions.users;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Users over HTTP, through API Gateway and the authorizer as `local` runs them.
@Order(2) // It takes longest.
class UsersIT {

  @RegisterExtension static final HttpApi api = HttpApi.unshared();

  @Nested
  class Users extends UsersContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Fields extends UserFieldsContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Conditions extends UserConditionsContract {

    @Override
    Api api() {
      return api;
    }
  }

  @Nested
  class Lists extends UserListsContract {

    @Override
    Api api() {
      return api;
    }
  }
}
