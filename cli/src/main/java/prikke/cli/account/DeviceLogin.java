package prikke.cli.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.core.api.AccountClient;
import prikke.core.api.Answer;
import prikke.core.api.ApiException;
import prikke.core.api.DeviceRequest;
import prikke.core.api.DeviceResponse;
import prikke.core.api.DeviceTokenRequest;
import prikke.core.api.SessionResponse;
import prikke.core.api.UnreachableException;

/** Signs in by a browser, wherever that is: shows a code, and asks until somebody has approved it (RFC 8628). */
final class DeviceLogin {
    /** RFC 8628, section 3.5: what is added to the pace each time that the server asks for it. */
    private static final Duration SLOWER_BY = Duration.ofSeconds(5);

    private final Session session;
    private final AccountClient client;

    DeviceLogin(Session session) {
        this.session = session;
        this.client = session.anonymousClient().account();
    }

    Answer<SessionResponse> run() {
        DeviceResponse device = client.startDevice(new DeviceRequest("prikke", null)).value();
        session.io().err().println("Open " + device.verificationUri() + " and enter the code " + device.userCode()
                + "\nor open " + device.verificationUriComplete() + "\nThen approve. Waiting ...");
        session.io().err().flush();
        return await(device);
    }

    private Answer<SessionResponse> await(DeviceResponse device) {
        var question = new DeviceTokenRequest(DeviceTokenRequest.GRANT_TYPE, device.deviceCode(), "prikke");
        Instant end = session.clock().instant().plusSeconds(device.expiresIn());
        Duration pace = Duration.ofSeconds(device.interval());
        while (session.clock().instant().isBefore(end)) {
            pause(pace);
            try {
                return client.deviceToken(question);
            } catch (ApiException e) {
                pace = pace(pace, e.problem().code()).orElseThrow(() -> e);
            } catch (UnreachableException e) {
                // Section 3.5 again: who gets no answer asks less often.
                pace = pace.plus(SLOWER_BY);
            }
        }
        throw expired();
    }

    /** How to go on after a refusal; empty where it is none of those that RFC 8628 knows. */
    static Optional<Duration> pace(Duration before, String refusal) {
        return switch (refusal) {
            case "authorization_pending" -> Optional.of(before);
            case "slow_down" -> Optional.of(before.plus(SLOWER_BY));
            case "access_denied" -> throw new Failure(
                    ExitCodes.NOT_ALLOWED, "access_denied", "The sign-in was denied in the browser.");
            case "expired_token" -> throw expired();
            default -> Optional.empty();
        };
    }

    private static Failure expired() {
        return new Failure(
                ExitCodes.TIMED_OUT, "expired_token", "Nobody has approved the code in time.\nTry again with: prikke login --device");
    }

    private static void pause(Duration pace) {
        try {
            Thread.sleep(pace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCodes.INTERRUPTED, "interrupted", "Stopped waiting.");
        }
    }
}
