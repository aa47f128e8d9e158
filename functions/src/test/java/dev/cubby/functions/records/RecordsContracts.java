package dev.cubby.functions.records;

import dev.cubby.testing.Api;
import org.junit.jupiter.api.Nested;

/// The contracts of records, which [RecordsTest] and [RecordsIT] run.
abstract class RecordsContracts {

  abstract Api api();

  @Nested
  class Records extends RecordsContract {

    @Override
    Api api() {
      return RecordsContracts.this.api();
    }
  }

  @Nested
  class Conditions extends RecordConditionsContract {

    @Override
    Api api() {
      return RecordsContracts.this.api();
    }
  }

  @Nested
  class Expiry extends RecordExpiryContract {

    @Override
    Api api() {
      return RecordsContracts.this.api();
    }
  }

  @Nested
  class Lists extends RecordListsContract {

    @Override
    Api api() {
      return RecordsContracts.this.api();
    }
  }

  @Nested
  class Values extends RecordValuesContract {

    @Override
    Api api() {
      return RecordsContracts.this.api();
    }
  }
}
