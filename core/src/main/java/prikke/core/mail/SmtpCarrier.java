package prikke.core.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;

/** Hands mails to an SMTP server, with a connection for each: they are few. */
public final class SmtpCarrier implements Carrier {
    private static final String PATIENCE_MILLIS = "20000";

    private final Session session;
    private final SmtpSettings settings;
    private final InstantSource clock;

    public SmtpCarrier(SmtpSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.session = Session.getInstance(properties(settings), authenticator(settings));
    }

    /** Whether an address is one that mails can come from. */
    public static boolean isAddress(String from) {
        try {
            new InternetAddress(from, true);
            return true;
        } catch (AddressException e) {
            return false;
        }
    }

    @Override
    public void carry(Mail mail, String id) throws NotSentException {
        try {
            Transport.send(message(mail, id));
        } catch (MessagingException e) {
            throw new NotSentException(reason(e), isForGood(e), e);
        }
    }

    /** Why the server can't be signed in to, in its words; empty when it can be. Sends nothing. */
    public Optional<String> hindrance() {
        try (Transport transport = session.getTransport()) {
            transport.connect();
            return Optional.empty();
        } catch (MessagingException e) {
            return Optional.of(reason(e));
        }
    }

    private MimeMessage message(Mail mail, String id) throws MessagingException {
        MimeMessage message = new Named(session, "<" + id + "@" + domain() + ">");
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, recipient(mail.to()));
        message.setSubject(mail.subject(), UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        // RFC 3834, section 5: no program is to answer this.
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeMultipart both = new MimeMultipart("alternative");
        both.addBodyPart(part(mail.text(), "plain"));
        both.addBodyPart(part(mail.html(), "html"));
        message.setContent(both);
        return message;
    }

    /** An address and nothing else: of {@code a<b@example.com>}, which is one too, the mail would go to b. */
    private static InternetAddress recipient(String to) throws AddressException {
        InternetAddress address = new InternetAddress(to, true);
        if (!to.equals(address.getAddress())) throw new AddressException("That is not one plain e-mail address");
        return address;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8.name(), subtype);
        return part;
    }

    private String domain() {
        return settings.from().replaceFirst(".*@", "").replaceAll("[^A-Za-z0-9.-]", "");
    }

    private static Properties properties(SmtpSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.user() != null));
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
        switch (settings.security()) {
            case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
        }
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }

    private static @Nullable Authenticator authenticator(SmtpSettings settings) {
        if (settings.user() == null) return null;
        String password = settings.password() == null ? "" : settings.password();
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(settings.user(), password);
            }
        };
    }

    /** 5yz of the recipient alone is about the recipient; of anything else it may be about how this is configured. */
    private static boolean isForGood(MessagingException failure) {
        for (Exception e = failure; e != null; e = e instanceof MessagingException m ? m.getNextException() : null) {
            if (e instanceof AddressException) return true;
            if (e instanceof SMTPAddressFailedException refused && refused.getReturnCode() >= 500) return true;
        }
        return false;
    }

    private static String reason(MessagingException failure) {
        Exception last = failure;
        while (last instanceof MessagingException m && m.getNextException() != null) last = m.getNextException();
        return String.valueOf(last.getMessage()).strip().replaceAll("\\s+", " ");
    }

    /** Keeps the id that it was given. */
    private static final class Named extends MimeMessage {
        private final String id;

        Named(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
