package prikke.core.event;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Happenings as bytes: the jobs first, each once, then about 20 bytes for each thing that happened to one of their executions. Each
 * entry says how long it is, so that a node of an older version passes over what it does not know.
 */
final class BatchCode {
    private static final int VERSION = 1;
    private static final long NO_INSTANT = Long.MIN_VALUE;
    private static final int UUID_BYTES = 2 * Long.BYTES;
    /** Version, number of jobs, number of entries. */
    private static final int HEAD = 1 + 2 * Integer.BYTES;
    /** Type, place of the job, length. */
    private static final int ENTRY_HEAD = 1 + Integer.BYTES + Short.BYTES;

    private record Owner(UUID org, UUID job) {}

    private BatchCode() {}

    static byte[] encode(List<? extends Happening> happenings) {
        Map<Owner, Integer> owners = new LinkedHashMap<>();
        int[] places = new int[happenings.size()];
        byte[][] entries = new byte[places.length][];
        int size = HEAD;
        for (int i = 0; i < places.length; i++) {
            Happening one = happenings.get(i);
            places[i] = owners.computeIfAbsent(new Owner(one.org(), one.job()), owner -> owners.size());
            entries[i] = entry(one);
            size += ENTRY_HEAD + entries[i].length;
        }
        ByteBuffer out = ByteBuffer.allocate(size + 2 * UUID_BYTES * owners.size());
        out.put((byte) VERSION).putInt(owners.size());
        for (Owner owner : owners.keySet()) {
            write(out, owner.org());
            write(out, owner.job());
        }
        out.putInt(places.length);
        for (int i = 0; i < places.length; i++) {
            out.put((byte) happenings.get(i).type().code()).putInt(places[i]).putShort((short) entries[i].length).put(entries[i]);
        }
        return out.array();
    }

    private static byte[] entry(Happening happening) {
        return switch (happening) {
            case Happening.ToExecution e -> entry(e);
            case Happening.ToJob j -> entry(j);
        };
    }

    private static byte[] entry(Happening.ToExecution e) {
        boolean whole = e.attempt() > 0 || e.at() != null;
        ByteBuffer out = ByteBuffer.allocate(UUID_BYTES + (whole ? Integer.BYTES + Long.BYTES : 0));
        write(out, e.execution());
        if (whole) out.putInt(e.attempt()).putLong(e.at() == null ? NO_INSTANT : ChronoUnit.MICROS.between(Instant.EPOCH, e.at()));
        return out.array();
    }

    private static byte[] entry(Happening.ToJob j) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(j.enabled());
            write(out, j.key());
            write(out, j.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What is of a type that is not known has an empty place, so that the rest keep theirs. */
    static List<Optional<Happening>> decode(byte[] bytes) {
        List<Optional<Happening>> happenings = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) throw new IOException("a batch of version " + version);
            Owner[] owners = new Owner[in.readInt()];
            for (int i = 0; i < owners.length; i++) owners[i] = new Owner(uuid(in), uuid(in));
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                Optional<EventType> type = EventType.ofCode(in.readByte());
                Owner owner = owners[in.readInt()];
                byte[] entry = in.readNBytes(in.readUnsignedShort());
                happenings.add(type.isPresent() ? Optional.of(happening(type.get(), owner, entry)) : Optional.empty());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return happenings;
    }

    private static Happening happening(EventType type, Owner owner, byte[] entry) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry))) {
            if (!type.ofExecution()) {
                boolean enabled = in.readBoolean();
                return new Happening.ToJob(type, owner.org(), owner.job(), text(in), text(in), enabled);
            }
            UUID execution = uuid(in);
            if (in.available() == 0) return Happening.ToExecution.ended(type, owner.org(), owner.job(), execution);
            int attempt = in.readInt();
            long at = in.readLong();
            return new Happening.ToExecution(
                    type, owner.org(), owner.job(), execution, attempt, at == NO_INSTANT ? null : Instant.EPOCH.plus(at, ChronoUnit.MICROS));
        }
    }

    private static void write(ByteBuffer out, UUID id) {
        out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) out.writeUTF(text);
    }

    private static UUID uuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
