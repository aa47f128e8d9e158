package dev.cubby.functions.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailIdentityTest {

  @ParameterizedTest
  @CsvSource({
    "Ann+Tag@Example.COM, ann+tag@example.com",
    "JOS\u00c9@example.com, jos\u00e9@example.com",
    "jose\u0301@example.com, jos\u00e9@example.com",
    "JOSE\u0301@example.com, jos\u00e9@example.com",
    "J\u030cim@example.com, \u01f0im@example.com",
    "\u0391\u03a3@example.com, \u03b1\u03c2@example.com",
    "\u0130ra@example.com, i\u0307ra@example.com",
    "a@M\u00dcNCHEN.de, a@m\u00fcnchen.de",
    "a@mu\u0308nchen.de, a@m\u00fcnchen.de",
    "a@XN--mnchen-3YA.de, a@m\u00fcnchen.de",
    "a@\uff47ithub.com, a@github.com",
    "a@STRA\u00dfE.de, a@stra\u00dfe.de",
    "a@[127.0.0.1], a@[127.0.0.1]",
  })
  void oneAddress_hasOneIdentity(String one, String other) {
    assertThat(EmailIdentity.of(one)).isEqualTo(EmailIdentity.of(other));
  }

  @ParameterizedTest
  @CsvSource({
    "mike@g\u0131thub.com, mike@github.com",
    "m\u0131ke@example.com, mike@example.com",
    "\u0130ra@example.com, ira@example.com",
    "a@fa\u00df.de, a@fass.de",
    "a@\u03b2\u03cc\u03bb\u03bf\u03c2.com, a@\u03b2\u03cc\u03bb\u03bf\u03c3.com",
    "stra\u00dfe@example.com, strasse@example.com",
    "jose@example.com, jos\u00e9@example.com",
  })
  void anotherAddress_hasAnother(String one, String other) {
    assertThat(EmailIdentity.of(one)).isNotEqualTo(EmailIdentity.of(other));
  }

  /// Tables hold guards under these keys.
  @ParameterizedTest
  @CsvSource({
    "Ann+Tag@Example.COM, ann+tag@example.com",
    "JOS\u00c9@example.com, jos\u00e9@example.com",
    "a@m\u00fcnchen.de, a@xn--mnchen-3ya.de",
  })
  void identity_isAsStored(String email, String identity) {
    assertThat(EmailIdentity.of(email)).isEqualTo(identity);
  }
}
