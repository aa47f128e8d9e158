package dev.cubby.functions.users;

import dev.cubby.testing.Api;
import org.junit.jupiter.api.Nested;

/// The contracts of users, which [UsersTest] and [UsersIT] run.
abstract class UsersContracts {

  abstract Api api();

  @Nested
  class Users extends UsersContract {

    @Override
    Api api() {
      return UsersContracts.this.api();
    }
  }

  @Nested
  class Fields extends UserFieldsContract {

    @Override
    Api api() {
      return UsersContracts.this.api();
    }
  }

  @Nested
  class Conditions extends UserConditionsContract {

    @Override
    Api api() {
      return UsersContracts.this.api();
    }
  }

  @Nested
  class Lists extends UserListsContract {

    @Override
    Api api() {
      return UsersContracts.this.api();
    }
  }
}
