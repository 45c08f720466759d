package prikke.daemon;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * As much of a PostgreSQL server as tells its version: lets everyone in and answers queries with next to nothing.
 * Speaks the protocol's version 3 (https://www.postgresql.org/docs/current/protocol-message-formats.html).
 */
final class OldPostgres implements AutoCloseable {
    private final ServerSocket server;
    private final String version;

    OldPostgres(String version) throws IOException {
        this.version = version;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed: the test is over
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            in.readNBytes(in.readInt() - 4);
            send(out, 'R', new byte[4]);
            send(out, 'S', text("server_version", version));
            send(out, 'S', text("client_encoding", "UTF8"));
            send(out, 'S', text("DateStyle", "ISO, MDY"));
            send(out, 'S', text("standard_conforming_strings", "on"));
            send(out, 'S', text("integer_datetimes", "on"));
            send(out, 'Z', new byte[] {'I'});
            for (int type = in.read(); type == 'Q'; type = in.read()) {
                String query = new String(in.readNBytes(in.readInt() - 4), StandardCharsets.UTF_8);
                if (query.startsWith("SHOW")) sendRow(out, "read committed");
                send(out, 'C', text("SET"));
                send(out, 'Z', new byte[] {'I'});
            }
        } catch (IOException e) {
            return; // the client went away
        }
    }

    /** One row of one column of type text. */
    private static void sendRow(DataOutputStream out, String value) throws IOException {
        ByteBuffer description = ByteBuffer.allocate(22);
        description
                .putShort((short) 1)
                .put(text("x"))
                .putInt(0)
                .putShort((short) 0)
                .putInt(25)
                .putShort((short) -1)
                .putInt(-1)
                .putShort((short) 0);
        send(out, 'T', Arrays.copyOf(description.array(), description.position()));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        send(
                out,
                'D',
                ByteBuffer.allocate(6 + bytes.length)
                        .putShort((short) 1)
                        .putInt(bytes.length)
                        .put(bytes)
                        .array());
    }

    private static byte[] text(String... texts) {
        return (String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static void send(DataOutputStream out, char type, byte[] content) throws IOException {
        out.writeByte(type);
        out.writeInt(content.length + 4);
        out.write(content);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
