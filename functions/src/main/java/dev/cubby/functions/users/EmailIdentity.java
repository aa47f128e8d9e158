package dev.cubby.functions.users;

import dev.cubby.shared.text.CaseFolding;
import java.net.IDN;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/// Decides which valid email addresses are one: those with the same result, whatever the case, the
/// composition of letters (é or e and its accent), and the form of the domain (`münchen.de` or
/// `xn--mnchen-3ya.de`).
final class EmailIdentity {

  // IDNA 2003 maps these to other letters or to none. To IDNA 2008 they are letters of their own.
  private static final Pattern DEVIATION = Pattern.compile("[ßς\\u200c\\u200d]");

  private EmailIdentity() {}

  static String of(String email) {
    int at = email.lastIndexOf('@');
    return fold(email.substring(0, at)) + "@" + domain(email.substring(at + 1));
  }

  private static String domain(String domain) {
    return DEVIATION.matcher(domain).find()
        ? fold(domain)
        : IDN.toASCII(domain).toLowerCase(Locale.ROOT);
  }

  private static String fold(String text) {
    var folded = CaseFolding.fold(Normalizer.normalize(text, Form.NFD));
    return Normalizer.normalize(folded, Form.NFC);
  }
}
