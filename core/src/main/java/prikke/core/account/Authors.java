package prikke.core.account;

import java.util.Map;
import prikke.core.mail.Author;

/** Who writes which of the mails about accounts. */
public final class Authors {
    private Authors() {}

    /** The authors by the kinds of mails that they write, for the {@link prikke.core.mail.Postman}. */
    public static Map<String, Author> of(MagicLinks links, PasswordResets resets, OwnAccount own, InvitationMail invitations) {
        return Map.of(
                MailToken.Kind.MAGIC_LINK.text(), (tx, to, _) -> links.write(tx, to),
                MailToken.Kind.PASSWORD_RESET.text(), (tx, to, _) -> resets.write(tx, to),
                MailToken.Kind.EMAIL_CHANGE.text(), own::write,
                InvitationMail.KIND, invitations);
    }
}
