package prikke.cli.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Streams;

/** Reads the body of a request: as given, from a file, or from stdin. */
final class BodyText {
    private BodyText() {}

    /**
     * The body.
     *
     * @param data the body itself, {@code @} and a file's name, or {@code @-} for stdin
     * @throws Failure if the file cannot be read or is not text in UTF-8
     */
    static String of(String data, Streams io) {
        if (!data.startsWith("@")) {
            return data;
        }
        String name = data.substring(1);
        try {
            byte[] bytes = name.equals("-") ? io.in().readAllBytes() : Files.readAllBytes(Path.of(name));
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Failure(
                    ExitCodes.REFUSED, "invalid", name + " is not text in UTF-8, and the body of a job is.\nEncode it, for example as Base64.");
        } catch (NoSuchFileException e) {
            throw Failure.usage("There is no file " + name + ".\nGive -d @FILE with a file that exists, or @- for stdin.");
        } catch (IOException | InvalidPathException e) {
            throw Failure.usage(name + " cannot be read: " + e.getMessage() + ".\nGive -d @FILE with a file that exists, or @- for stdin.");
        }
    }
}
