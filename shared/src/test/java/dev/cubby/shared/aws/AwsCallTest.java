package dev.cubby.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cubby.shared.problem.Problem.Unavailable;
import dev.cubby.shared.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwsCallTest {

  @Test
  void attemptThatIsEndedWhileItConnects_isUnavailability() {
    var type = "sun.net.www.protocol.http.HttpURLConnection";
    var thrown = at(type, new NullPointerException("this.http is null"));

    for (var either : List.of(thrown, at(type, new RuntimeException(thrown)))) {
      assertThat(catchThrowableOfType(ProblemException.class, () -> call(either)).problem())
          .isEqualTo(new Unavailable("It"));
    }
  }

  @Test
  void defectOfOurs_staysOne() {
    var type = "dev.cubby.shared.dynamodb.Table";
    var thrown = at(type, new NullPointerException("item is null"));

    for (var either : List.of(thrown, at(type, new RuntimeException(thrown)))) {
      assertThatThrownBy(() -> call(either)).isSameAs(either);
    }
  }

  private static void call(RuntimeException thrown) {
    AwsCall.to(
        "It",
        () -> {
          throw thrown;
        });
  }

  private static RuntimeException at(String type, RuntimeException thrown) {
    thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement(type, "f", null, -1)});
    return thrown;
  }
}
