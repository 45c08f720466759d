package prikke.core.run;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Endings in few bytes, some 12 for one more of the same job: a byte of flags; organization and job, where they are not those of the one
 * before; the occurrence in microseconds; then attempts, lag and duration in groups of seven bits.
 */
final class EndingCodec {
    private static final int STATUS = 0x0F;
    private static final int ONE_OFF = 0x10;
    private static final int SAME_ORG = 0x20;
    private static final int SAME_JOB = 0x40;
    private static final int BEGUN = 0x80;
    /** Flags, two ids, an instant, and three numbers of up to ten groups. */
    private static final int MOST_EACH = 1 + 2 * 16 + 8 + 3 * 10;

    private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();

    private EndingCodec() {}

    static byte[] encode(List<Ending> endings) {
        ByteBuffer out = ByteBuffer.allocate(MOST_EACH * endings.size());
        Ending before = null;
        for (Ending ending : endings) {
            encode(out, ending, before);
            before = ending;
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void encode(ByteBuffer out, Ending ending, @Nullable Ending before) {
        boolean sameOrg = before != null && ending.org().equals(before.org());
        UUID job = ending.job();
        boolean sameJob = job != null && before != null && job.equals(before.job());
        Duration lag = ending.lag();
        Duration duration = ending.duration();
        boolean begun = lag != null && duration != null;
        out.put((byte) (ending.status().ordinal() | (job == null ? ONE_OFF : 0) | (sameOrg ? SAME_ORG : 0) | (sameJob ? SAME_JOB : 0)
                | (begun ? BEGUN : 0)));
        if (!sameOrg) uuid(out, ending.org());
        if (job != null && !sameJob) uuid(out, job);
        out.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, ending.scheduledFor()));
        number(out, ending.attempts());
        if (lag != null && duration != null) {
            number(out, micros(lag));
            number(out, micros(duration));
        }
    }

    private static long micros(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }

    private static void uuid(ByteBuffer out, UUID id) {
        out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static void number(ByteBuffer out, long value) {
        long left = value;
        for (; left < 0 || left >= 0x80; left >>>= 7) out.put((byte) (left & 0x7F | 0x80));
        out.put((byte) left);
    }

    static void decode(byte[] bytes, Consumer<Ending> each) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Ending before = null;
            for (int flags = in.read(); flags >= 0; flags = in.read()) {
                Ending ending = decode(in, flags, before);
                each.accept(ending);
                before = ending;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ending decode(DataInputStream in, int flags, @Nullable Ending before) throws IOException {
        UUID org = before != null && (flags & SAME_ORG) != 0 ? before.org() : uuid(in);
        UUID job = null;
        if ((flags & ONE_OFF) == 0) job = before != null && (flags & SAME_JOB) != 0 ? before.job() : uuid(in);
        Instant scheduledFor = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
        int attempts = (int) number(in);
        boolean begun = (flags & BEGUN) != 0;
        Duration lag = begun ? Duration.of(number(in), ChronoUnit.MICROS) : null;
        Duration duration = begun ? Duration.of(number(in), ChronoUnit.MICROS) : null;
        return new Ending(org, job, STATUSES[flags & STATUS], scheduledFor, attempts, lag, duration);
    }

    private static UUID uuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static long number(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            long next = in.readUnsignedByte();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
