package dev.cubby.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

  private static final String ARN =
      "arn:aws:execute-api:us-east-1:000000000000:api/dev/GET/users/7";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Effect':'Allow','Action':'execute-api:Invoke','Resource':'*'} | ALLOW",
        "{'Effect':'Allow','Action':'execute-api:*','Resource':'arn:*/dev/GET/*'} | ALLOW",
        "{'Effect':'Allow','Action':['a:B','EXECUTE-API:invoke'],'Resource':['x','arn:*:api/*/GET/users/?']} | ALLOW",
        "{'Effect':'Allow','Action':'*','Resource':'arn:*/POST/*'} | IMPLICIT_DENY",
        "{'Effect':'Allow','Action':'s3:*','Resource':'*'} | IMPLICIT_DENY",
        "{'Effect':'Allow','Action':'*','Resource':[]} | IMPLICIT_DENY",
        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{}},{'Effect':'Deny','Action':'*','Resource':[],'Condition':null} | ALLOW",
        "{'Effect':'Allow','Action':'*','Resource':'arn:*/users/??'} | IMPLICIT_DENY",
        "{'Effect':'Allow','Action':'*','Resource':'arn:.*'} | IMPLICIT_DENY",
        "{'Effect':'Allow','Action':'*','Resource':'arn:*user*s/*7*'} | ALLOW",
        "{'Effect':'Allow','Action':'*','Resource':'arn:*/users/7/*'} | IMPLICIT_DENY",
        "{'Effect':'Allow','Action':'*','Resource':'arn:*/users/7?'} | IMPLICIT_DENY",
        "{'Effect':'Deny','Action':'*','Resource':'*'} | EXPLICIT_DENY",
        "{'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','Resource':'*/users/*'} | EXPLICIT_DENY",
        "{'Effect':'Deny','Action':'*','Resource':'*/notes/*'},{'Effect':'Allow','Action':'*','Resource':'*'} | ALLOW",
      })
  void statements_decide(String statements, Policy.Effect effect) throws Exception {
    assertThat(Policy.parse(document("[" + statements + "]")).effect(ARN)).isEqualTo(effect);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Effect':'allow','Action':'*','Resource':'*'}",
        "{'Effect':'Allow','Resource':'*'}",
        "{'Effect':'Allow','Action':'*','Resource':1}",
        "{'Effect':'Allow','NotAction':'*','Resource':'*'}",
        "{'Effect':'Allow','Action':'*','NotResource':'*'}",
        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'IpAddress':{}}}",
        "null",
      })
  void otherStatements_areRefused(String statement) {
    assertThatThrownBy(() -> Policy.parse(document(statement)))
        .isInstanceOf(MalformedResultException.class);
  }

  @Test
  void adversarialPath_takesStepsInProportionToItsLength() throws Exception {
    var resource = "*a*a*a*a*a*ab";
    var policy =
        Policy.parse(document("{'Effect':'Allow','Action':'*','Resource':'" + resource + "'}"));
    var path = new MeteredText("a".repeat(10_000), resource.length() * 10_000);

    assertThat(policy.effect(path)).isEqualTo(Policy.Effect.IMPLICIT_DENY);
  }

  /// A text that fails when it is read too often.
  private static final class MeteredText implements CharSequence {

    private final String text;
    private int stepsLeft;

    MeteredText(String text, int steps) {
      this.text = text;
      this.stepsLeft = steps;
    }

    @Override
    public char charAt(int index) {
      if (--stepsLeft < 0) {
        throw new AssertionError("too many steps");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static JsonNode document(String statements) throws JsonProcessingException {
    return new JsonMapper().readTree(("{'Statement':" + statements + "}").replace('\'', '"'));
  }
}
