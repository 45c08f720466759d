package prikke.core.event;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private record Owner(UUID org, UUID job) {}

    private BatchCode() {}

    static byte[] encode(List<? extends Happening> happenings) {
        Map<Owner, Integer> owners = new LinkedHashMap<>();
        for (Happening one : happenings) owners.putIfAbsent(new Owner(one.org(), one.job()), owners.size());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 + 32 * owners.size() + 32 * happenings.size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(owners.size());
            for (Owner owner : owners.keySet()) {
                write(out, owner.org());
                write(out, owner.job());
            }
            out.writeInt(happenings.size());
            for (Happening one : happenings) {
                byte[] entry = entry(one);
                out.writeByte(one.type().code());
                out.writeInt(owners.getOrDefault(new Owner(one.org(), one.job()), 0));
                out.writeShort(entry.length);
                out.write(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] entry(Happening happening) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(32);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (happening) {
                case Happening.ToExecution e -> {
                    write(out, e.execution());
                    if (e.attempt() > 0 || e.at() != null) {
                        out.writeInt(e.attempt());
                        out.writeLong(e.at() == null ? NO_INSTANT : ChronoUnit.MICROS.between(Instant.EPOCH, e.at()));
                    }
                }
                case Happening.ToJob j -> {
                    out.writeBoolean(j.enabled());
                    write(out, j.key());
                    write(out, j.name());
                }
            }
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

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
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
