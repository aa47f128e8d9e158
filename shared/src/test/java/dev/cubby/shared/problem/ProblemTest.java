package dev.cubby.shared.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.Problem.UnsupportedMediaType;
import dev.cubby.shared.problem.Problem.UnsupportedPatch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void textOfAClient_isCut() {
    var text = "x".repeat(9_000);

    for (var problem :
        List.of(new UnsupportedMediaType("application/json", text), new UnsupportedPatch(text))) {
      assertThat(problem.detail()).hasSizeLessThan(400).endsWith("x".repeat(200));
    }
  }

  @Test
  void errorsBeyondTheFirstHundred_areLeftOut() {
    var errors =
        IntStream.range(0, 101).mapToObj(i -> new FieldError("field" + i, "is wrong")).toList();

    assertThat(new InvalidRequest(errors).errors()).isEqualTo(errors.subList(0, 100));
  }
}
