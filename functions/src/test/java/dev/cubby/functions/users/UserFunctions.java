package dev.cubby.functions.users;

import dev.cubby.shared.dynamodb.Eraser;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.testing.DirectApi;
import dev.cubby.testing.DirectApi.MovableClock;

/// All handlers of users on one table and one clock.
public final class UserFunctions {

  private UserFunctions() {}

  static DirectApi on(Table table) {
    return on(table, new MovableClock());
  }

  public static DirectApi on(Table table, MovableClock clock) {
    var users = new UserStore(table);
    return new DirectApi(
        clock,
        new CreateUser(users, clock),
        new GetMe(users, clock),
        new GetUser(users, clock),
        new ListUsers(users, clock),
        new UpdateUser(users, clock),
        new DeleteUser(users, new Eraser(table, clock), clock));
  }
}
