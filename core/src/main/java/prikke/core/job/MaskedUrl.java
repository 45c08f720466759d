package prikke.core.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A URL for where it is only to be recognized, without the credentials that people put into URLs. */
final class MaskedUrl {
    private static final Pattern USERINFO = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)([?&][^=&#]*(?:token|key|secret|passw|signature|sig|auth|credential)[^=&#]*=)[^&#]+");

    private MaskedUrl() {}

    static String of(String url) {
        String bare = USERINFO.matcher(url).replaceFirst("$1" + SensitiveHeaders.MASK + "@");
        return bare.indexOf('?') < 0 ? bare : SECRET.matcher(bare).replaceAll("$1" + Matcher.quoteReplacement(SensitiveHeaders.MASK));
    }
}
