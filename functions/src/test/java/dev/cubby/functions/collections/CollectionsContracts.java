package dev.cubby.functions.collections;

import dev.cubby.testing.Api;
import org.junit.jupiter.api.Nested;

/// The contracts of collections and documents, which [CollectionsTest] and [CollectionsIT] run.
abstract class CollectionsContracts {

  abstract Api api();

  @Nested
  class Definitions extends CollectionsContract {

    @Override
    Api api() {
      return CollectionsContracts.this.api();
    }
  }

  @Nested
  class Documents extends DocumentsContract {

    @Override
    Api api() {
      return CollectionsContracts.this.api();
    }
  }

  @Nested
  class Queries extends QueriesContract {

    @Override
    Api api() {
      return CollectionsContracts.this.api();
    }
  }
}
