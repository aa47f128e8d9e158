package dev.cubby.idempotency;

import dev.cubby.testing.Api;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.Patchable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Over HTTP, through API Gateway and the authorizer as `local` runs them.
@ParameterizedClass
@EnumSource(Patchable.class)
class PatchIdempotencyIT extends IdempotencyContract<PatchingOf> {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private final PatchingOf endpoint;

  PatchIdempotencyIT(Patchable type) {
    this.endpoint = new PatchingOf(type);
  }

  @Override
  protected Api api() {
    return api;
  }

  @Override
  protected PatchingOf endpoint() {
    return endpoint;
  }
}
