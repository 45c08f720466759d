package prikke.daemon.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Content;
import prikke.daemon.http.Content.Header;

/**
 * A file that pages load. Its name in the URL holds a hash of what is in it, so that browsers may keep it for ever.
 *
 * @param file as in {@code prikke-1a2b3c4d5e.css}
 * @param packed the bytes by gzip, or the bytes themselves where that would not make them fewer
 */
record Asset(String file, String type, byte[] bytes, byte[] packed) {
    private static final List<Header> HEADERS = List.of(
            new Header("Cache-Control", "public, max-age=31536000, immutable"),
            new Header("X-Content-Type-Options", "nosniff"),
            new Header("Vary", "Accept-Encoding"));

    /** Of a resource beside this class. */
    static Asset read(String path, String type) {
        try (InputStream in = Objects.requireNonNull(Asset.class.getResourceAsStream(path), path)) {
            return of(path.substring(path.lastIndexOf('/') + 1), type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Asset of(String name, String type, byte[] bytes) {
        int dot = name.lastIndexOf('.');
        byte[] packed = gzip(bytes);
        String file = name.substring(0, dot) + "-" + hash(bytes) + name.substring(dot);
        return new Asset(file, type, bytes, packed.length < bytes.length ? packed : bytes);
    }

    String url() {
        return Assets.PATH + file;
    }

    /** @param gzip whether the client takes it packed */
    Answer answer(boolean gzip) {
        if (!gzip || packed == bytes) return Answer.ok(new Content(type, bytes, HEADERS));
        List<Header> headers = new ArrayList<>(HEADERS);
        headers.add(new Header("Content-Encoding", "gzip"));
        return Answer.ok(new Content(type, packed, headers));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        try (Best gzip = new Best(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static final class Best extends GZIPOutputStream {
        Best(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
