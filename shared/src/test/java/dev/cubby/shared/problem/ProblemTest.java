package dev.cubby.shared.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.problem.Problem.InvalidRequest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void errorsBeyondTheFirstHundred_areLeftOut() {
    var errors =
        IntStream.range(0, 101).mapToObj(i -> new FieldError("field" + i, "is wrong")).toList();

    assertThat(new InvalidRequest(errors).errors()).isEqualTo(errors.subList(0, 100));
  }
}
