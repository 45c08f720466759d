package prikke.core.account;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.PublicUrl;
import prikke.core.db.Tx;
import prikke.core.mail.Author;
import prikke.core.mail.Letter;
import prikke.core.mail.Mail;

/** Writes invitations as they are sent, each with a token of its own beside the one that whoever invited was given. */
public final class InvitationMail implements Author {
    /** What the outbox knows these mails by. */
    public static final String KIND = "invitation";

    private final InvitationStore store = new InvitationStore();
    private final OrganizationStore organizations = new OrganizationStore();
    private final SecureRandom random = new SecureRandom();
    private final PublicUrl url;
    private final InstantSource clock;

    public InvitationMail(PublicUrl url, InstantSource clock) {
        this.url = url;
        this.clock = clock;
    }

    /** Empty where the invitation has been taken, taken back or has become void meanwhile. */
    @Override
    public Optional<Mail> write(Tx tx, String recipient, @Nullable String about) {
        return store.find(tx, UUID.fromString(String.valueOf(about)), clock.instant())
                .flatMap(invitation -> organizations.find(tx, invitation.org()).map(org -> letter(tx, org, invitation).to(recipient)));
    }

    private Letter letter(Tx tx, Organization org, Invitation invitation) {
        InvitationToken token = InvitationToken.random(random);
        store.setMailHash(tx, invitation.id(), token.hash());
        return new Letter("Join " + org.name() + " on Prikke")
                .says(invitation.invitedBy() + " invites you to the organization " + org.name() + ", as " + invitation.role().text() + ".")
                .link("Take the invitation", url.page("/invite/" + token.text()))
                .says("It holds once, until " + invitation.expiresAt().toString().replaceFirst("T(..:..).*", " $1 UTC")
                        + ". If you do not know who sent it, leave it be: nothing happens without you.");
    }
}
