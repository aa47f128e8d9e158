package dev.cubby.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import org.junit.jupiter.api.Test;

class AwsCallTest {

  @Test
  void attemptThatIsEndedWhileItConnects_isUnavailability() {
    var thrown = nullPointerAt("sun.net.www.protocol.http.HttpURLConnection");

    assertThat(catchThrowableOfType(ProblemException.class, () -> call(thrown)).problem())
        .isEqualTo(new Unavailable("It"));
  }

  @Test
  void defectOfOurs_staysOne() {
    var thrown = nullPointerAt("dev.cubby.shared.dynamodb.Table");

    assertThatThrownBy(() -> call(thrown)).isSameAs(thrown);
  }

  private static void call(NullPointerException thrown) {
    AwsCall.to(
        "It",
        () -> {
          throw thrown;
        });
  }

  private static NullPointerException nullPointerAt(String type) {
    var thrown = new NullPointerException("this.http is null");
    thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement(type, "f", null, -1)});
    return thrown;
  }
}
