package dev.cubby.local.lambda;

/// Ends the thread of a function that exits: what follows `System.exit` does not run.
final class FunctionExit extends Error {

  private static final long serialVersionUID = 1L;

  private final int status;

  FunctionExit(int status) {
    super("exit status " + status, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
