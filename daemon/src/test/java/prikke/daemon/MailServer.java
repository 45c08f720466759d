package prikke.daemon;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real SMTP server, and what has come in by it. */
public final class MailServer implements AutoCloseable {
    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    public MailServer() {
        smtp.start();
    }

    /** The settings of a daemon that sends its mails here. */
    public Map<String, String> environment() {
        return Map.of(
                "PRIKKE_SMTP_HOST", "127.0.0.1",
                "PRIKKE_SMTP_PORT", Integer.toString(smtp.getSmtp().getPort()),
                "PRIKKE_SMTP_SECURITY", "none",
                "PRIKKE_SMTP_FROM", "Prikke <prikke@example.com>");
    }

    /** All mails so far, as {@code recipient subject}. */
    public List<String> subjects() {
        return Stream.of(smtp.getReceivedMessages()).map(mail -> {
            try {
                return to(mail) + " " + mail.getSubject();
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }).toList();
    }

    /** The path of the link in the last mail to an address that has one with this in it, once it has arrived. */
    public String link(String to, String with) {
        Pattern link = Pattern.compile("https?://[^/\\s]+(\\S*" + Pattern.quote(with) + "\\S+)");
        await().until(() -> textsTo(to).anyMatch(text -> link.matcher(text).find()));
        Matcher found = link.matcher(textsTo(to).filter(text -> link.matcher(text).find()).reduce("", (a, b) -> b));
        if (!found.find()) throw new AssertionError("the mail is gone");
        return found.group(1);
    }

    private Stream<String> textsTo(String address) {
        return Stream.of(smtp.getReceivedMessages()).filter(mail -> to(mail).equals(address)).map(MailServer::text);
    }

    private static String to(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) {
        try {
            return String.valueOf(((MimeMultipart) mail.getContent()).getBodyPart(0).getContent());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        smtp.stop();
    }
}
