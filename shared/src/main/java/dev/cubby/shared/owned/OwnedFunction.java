package dev.cubby.shared.owned;

import dev.cubby.shared.auth.Access;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;

/// An endpoint of an owned resource: one operation of [OwnedResource] for one [OwnedKind].
public abstract class OwnedFunction<T> extends ApiFunction {
  private final BiFunction<OwnedResource<T>, Request, Response> operation;
  private final Function<Request, OwnedResource<T>> resource;

  /// @param parameters the query parameters that the endpoint takes
  protected OwnedFunction(
      Access access,
      BiFunction<OwnedResource<T>, Request, Response> operation,
      OwnedKind<T> kind,
      Table table,
      InstantSource clock,
      String... parameters) {
    super(access, clock, parameters);
    var one = new OwnedResource<>(kind, table);
    this.operation = operation;
    this.resource = _ -> one;
  }

  /// @param kind returns the kind of what a request concerns
  protected OwnedFunction(
      Access access,
      BiFunction<OwnedResource<T>, Request, Response> operation,
      Function<Request, ? extends OwnedKind<T>> kind,
      Table table,
      InstantSource clock,
      String... parameters) {
    super(access, clock, parameters);
    this.operation = operation;
    this.resource = request -> new OwnedResource<>(kind.apply(request), table);
  }

  @Override
  protected final Response handle(Request request) {
    return operation.apply(resource.apply(request), request);
  }
}
