package prikke.daemon.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether the daemon can listen, or does. */
final class PortCheck {
    private PortCheck() {}

    static Finding look(Subject subject, RunningDaemon daemon) {
        String where = subject.host().getHostAddress() + ":" + subject.port();
        if (daemon.url() != null && daemon.answers() && (subject.port() == 0 || daemon.url().getPort() == subject.port())) {
            return Finding.ok("port", "the daemon listens on " + daemon.url().getPort());
        }
        if (subject.port() == 0) return Finding.ok("port", "any that is free");
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(subject.host(), subject.port()));
            return Finding.ok("port", where + " is free");
        } catch (IOException e) {
            return Finding.wrong("port", where + " can't be listened on: " + e.getMessage(),
                    "End what listens there, or choose another: --port (server.port). On Linux: ss -ltnp 'sport = :" + subject.port() + "'");
        }
    }
}
