package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.id.UuidV7;
import dev.cubby.shared.validation.CodePointLength;
import dev.cubby.shared.validation.EmailAddress;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// `POST /users`: creates a user and returns 201 with the user.
public final class CreateUser extends ApiFunction {

  record Body(
      @NotBlank @CodePointLength(max = 100) String name,
      @NotNull @EmailAddress String email,
      @Min(1) @Max(150) @Nullable Integer age) {}

  private final UserStore users;

  public CreateUser() {
    this(new UserStore(Wiring.table()), InstantSource.system());
  }

  CreateUser(UserStore users, InstantSource clock) {
    super(ADMIN, clock);
    this.users = users;
  }

  @Override
  protected Response handle(Request request) {
    var idempotency = request.idempotency();
    var body = request.body(Body.class);
    var profile = new Profile(body.name(), body.email(), body.age());
    return UserDocument.response(
        users.create(UuidV7.at(request.time()), profile, request.time(), idempotency));
  }
}
