package dev.cubby.functions.users;

import static dev.cubby.shared.auth.Access.ADMIN;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.validation.CodePointLength;
import dev.cubby.shared.validation.EmailAddress;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.InstantSource;
import org.openapitools.jackson.nullable.JsonNullable;

/// `PUT /users/{userId}`: changes the fields in the body and returns the whole user. `"age": null`
/// removes the age.
public final class UpdateUser extends ApiFunction {

  record Body(
      JsonNullable<@NotBlank @CodePointLength(max = 100) String> name,
      JsonNullable<@NotNull @EmailAddress String> email,
      JsonNullable<@Min(1) @Max(150) Integer> age) {

    boolean isEmpty() {
      return !name.isPresent() && !email.isPresent() && !age.isPresent();
    }

    Profile changed(Profile profile) {
      return new Profile(
          name.orElse(profile.name()), email.orElse(profile.email()), age.orElse(profile.age()));
    }
  }

  private final UserStore users;

  public UpdateUser() {
    this(new UserStore(Wiring.table()), InstantSource.system());
  }

  UpdateUser(UserStore users, InstantSource clock) {
    super(ADMIN, clock);
    this.users = users;
  }

  @Override
  protected Response handle(Request request) {
    var precondition = request.preconditionOfExisting();
    var body = request.body(Body.class);
    if (body.isEmpty()) {
      throw ProblemException.invalid("body", "must contain at least one of name, email, age");
    }
    return UserDocument.response(
        users.update(
            request.pathId("userId", "user"), body::changed, request.time(), precondition));
  }
}
