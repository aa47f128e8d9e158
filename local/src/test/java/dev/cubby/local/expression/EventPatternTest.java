package dev.cubby.local.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {

  private static final String RECORD =
      """
      {
        "eventName": "INSERT",
        "awsRegion": "us-east-1",
        "dynamodb": {
          "Keys": {"PK": {"S": "USER#7"}, "SK": {"S": "note-1.json"}},
          "NewImage": {
            "PK": {"S": "USER#7"},
            "Count": {"N": "42"},
            "Done": {"BOOL": true},
            "Gone": {"NULL": true},
            "Empty": {"S": ""},
            "Tags": {"SS": ["red", "green"]},
            "Address": {"M": {"City": {"S": "Bern"}}}
          },
          "SizeBytes": 120,
          "Nothing": null,
          "StreamViewType": "NEW_AND_OLD_IMAGES"
        }
      }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'eventName': ['INSERT']}                                                    | true",
        "{'eventName': ['REMOVE']}                                                    | false",
        "{'eventName': ['REMOVE', 'INSERT']}                                          | true",
        "{'eventName': ['insert']}                                                    | false",
        "{'eventName': [{'equals-ignore-case': 'insert'}]}                            | true",
        "{'eventName': [{'equals-ignore-case': 'remove'}]}                            | false",
        "{'eventName': [{'prefix': 'INS'}]}                                           | true",
        "{'eventName': [{'prefix': 'ins'}]}                                           | false",
        "{'eventName': [{'suffix': 'ERT'}]}                                           | true",
        "{'eventName': [{'suffix': 'INS'}]}                                           | false",
        "{'eventName': [{'anything-but': ['REMOVE', 'MODIFY']}]}                      | true",
        "{'eventName': [{'anything-but': ['INSERT']}]}                                | false",
        "{'eventName': [{'anything-but': 'REMOVE'}]}                                  | true",
        "{'eventName': [{'anything-but': 'REMOVE'}], 'awsRegion': ['eu-west-1']}      | false",
        "{'dynamodb': {'SizeBytes': [120]}}                                           | true",
        "{'dynamodb': {'SizeBytes': [121]}}                                           | false",
        "{'dynamodb': {'SizeBytes': ['120']}}                                         | false",
        "{'dynamodb': {'SizeBytes': [{'numeric': ['=', 120]}]}}                       | true",
        "{'dynamodb': {'SizeBytes': [{'numeric': ['>', 100, '<=', 120]}]}}            | true",
        "{'dynamodb': {'SizeBytes': [{'numeric': ['>', 120]}]}}                       | false",
        "{'dynamodb': {'SizeBytes': [{'numeric': ['<', 120]}]}}                       | false",
        "{'dynamodb': {'SizeBytes': [{'numeric': ['>=', 120]}]}}                      | true",
        "{'dynamodb': {'Nothing': [null]}}                                            | true",
        "{'dynamodb': {'SizeBytes': [null]}}                                          | false",
        "{'dynamodb': {'Keys': {'PK': {'S': [{'prefix': 'USER#'}]}}}}                 | true",
        "{'dynamodb': {'Keys': {'PK': {'S': [{'prefix': 'USER#'}]}, 'SK': {'S': [{'suffix': '.xml'}]}}}} | false",
        "{'dynamodb': {'NewImage': {'Count': {'N': ['42']}}}}                         | true",
        "{'dynamodb': {'NewImage': {'Count': {'N': [42]}}}}                           | false",
        "{'dynamodb': {'NewImage': {'Count': {'N': [{'numeric': ['=', 42]}]}}}}       | false",
        "{'dynamodb': {'NewImage': {'Done': {'BOOL': [true]}}}}                       | true",
        "{'dynamodb': {'NewImage': {'Done': {'BOOL': [false]}}}}                      | false",
        "{'dynamodb': {'NewImage': {'Gone': {'NULL': [true]}}}}                       | true",
        "{'dynamodb': {'NewImage': {'Empty': {'S': ['']}}}}                           | true",
        "{'dynamodb': {'NewImage': {'Tags': {'SS': ['green']}}}}                      | true",
        "{'dynamodb': {'NewImage': {'Tags': {'SS': ['blue']}}}}                       | false",
        "{'dynamodb': {'NewImage': {'Address': {'M': {'City': {'S': ['Bern']}}}}}}    | true",
        "{'dynamodb': {'NewImage': {'Count': {'N': [{'exists': true}]}}}}             | true",
        "{'dynamodb': {'NewImage': {'Other': {'N': [{'exists': true}]}}}}             | false",
        "{'dynamodb': {'NewImage': {'Other': {'N': [{'exists': false}]}}}}            | true",
        "{'dynamodb': {'NewImage': {'Count': {'N': [{'exists': false}]}}}}            | false",
        "{'dynamodb': {'OldImage': {'PK': {'S': ['USER#7']}}}}                        | false",
        "{'$or': [{'eventName': ['REMOVE']}, {'dynamodb': {'SizeBytes': [120]}}]}     | true",
        "{'$or': [{'eventName': ['REMOVE']}, {'dynamodb': {'SizeBytes': [1]}}]}       | false",
        "{'awsRegion': ['eu-west-1'], '$or': [{'eventName': ['INSERT']}, {'eventName': ['MODIFY']}]} | false",
      })
  void pattern_matchesTheRecord(String pattern, boolean expected) {
    assertThat(EventPattern.of(pattern.replace('\'', '"')).matches(RECORD)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'eventName': ['INSERT'                        | Unexpected end-of-input",
        "'INSERT'                                       | not a JSON object",
        "{}                                             | not a JSON object with a member",
        "{'eventName': 'INSERT'}                        | must be an object or an array",
        "{'eventName': [{'wildcard': 'IN*'}]}           | Lambda has no operator wildcard",
        "{'a': {'b': [{'cidr': '10.0.0.0/24'}]}}        | Lambda has no operator cidr",
        "{'$or': [{'a': [{'like': 'x'}]}, {'b': [1]}]}  | Lambda has no operator like",
        "{'a': [{'numeric': ['~', 1]}]}                 | Unrecognized numeric range operator",
        "{'a': [{'exists': 'yes'}]}                     | exists match pattern must be either true or false",
      })
  void noPattern_isRefused(String pattern, String message) {
    assertThatThrownBy(() -> EventPattern.of(pattern.replace('\'', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
