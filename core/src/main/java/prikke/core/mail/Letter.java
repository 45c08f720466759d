package prikke.core.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Writes mails, as text and as HTML at once: paragraphs, and links that stand by themselves. The one look that all mails share. */
public final class Letter {
    private static final String FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif";

    private sealed interface Part {
        record Paragraph(String words) implements Part {}

        record Link(String label, URI target) implements Part {}
    }

    private final String subject;
    private final List<Part> parts = new ArrayList<>();

    /** @param subject without line ends; also the heading */
    public Letter(String subject) {
        this.subject = subject.replaceAll("\\p{Cntrl}+", " ");
    }

    /** Adds a paragraph, of whatever characters. */
    public Letter says(String words) {
        parts.add(new Part.Paragraph(words));
        return this;
    }

    /** Adds a link to be followed. */
    public Letter link(String label, URI target) {
        parts.add(new Part.Link(label, target));
        return this;
    }

    /** The letter, addressed. */
    public Mail to(String address) {
        return new Mail(address, subject, text(), html());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(switch (part) {
                case Part.Paragraph(String words) -> words;
                case Part.Link(String label, URI target) -> label + ":\n" + target;
            }).append("\n\n");
        }
        return text.append("-- \nPrikke\n").toString();
    }

    private String html() {
        StringBuilder body = new StringBuilder();
        for (Part part : parts) {
            body.append(switch (part) {
                case Part.Paragraph(String words) -> "<p>" + escape(words) + "</p>\n";
                case Part.Link(String label, URI target) -> button(label, target.toString());
            });
        }
        return """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>%1$s</title></head>
            <body style="margin:0;padding:24px;background:#f8fafc;color:#0f172a;%3$s;font-size:16px;line-height:1.5">
            <div style="max-width:32em;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e2e8f0;border-radius:8px">
            <p style="font-weight:600">prikke<span style="color:#10b981">.</span></p>
            <h1 style="font-size:20px">%1$s</h1>
            %2$s</div>
            </body>
            </html>
            """.formatted(escape(subject), body, FONT);
    }

    /** With the address in letters too: some programs open no links, and some readers want to see where one leads. */
    private static String button(String label, String target) {
        return """
            <p><a href="%1$s" style="display:inline-block;padding:10px 16px;background:#047857;color:#ffffff;border-radius:6px;text-decoration:none">%2$s</a></p>
            <p style="font-size:13px;color:#64748b;word-break:break-all">%1$s</p>
            """.formatted(escape(target), escape(label));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
