package dev.cubby.functions.transfer;

import dev.cubby.testing.Api;
import org.junit.jupiter.api.Nested;

/// The contracts of exports and imports, which [TransferTest] and [TransferIT] run.
abstract class TransferContracts {

  abstract Api api();

  @Nested
  class Exports extends ExportContract {

    @Override
    Api api() {
      return TransferContracts.this.api();
    }
  }

  @Nested
  class Imports extends ImportContract {

    @Override
    Api api() {
      return TransferContracts.this.api();
    }
  }

  @Nested
  class InvalidLines extends InvalidLinesContract {

    @Override
    Api api() {
      return TransferContracts.this.api();
    }
  }

  @Nested
  class Collections extends CollectionTransferContract {

    @Override
    Api api() {
      return TransferContracts.this.api();
    }
  }

  @Nested
  class UserExports extends UserExportContract {

    @Override
    Api api() {
      return TransferContracts.this.api();
    }
  }
}
