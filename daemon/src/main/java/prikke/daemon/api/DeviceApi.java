package prikke.daemon.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import prikke.core.PublicUrl;
import prikke.core.account.DeviceSignIn;
import prikke.core.account.SignedIn;
import prikke.core.api.DeviceErrorResponse;
import prikke.core.api.DeviceRequest;
import prikke.core.api.DeviceResponse;
import prikke.core.api.DeviceTokenRequest;
import prikke.core.api.DeviceTokenResponse;
import prikke.core.api.SessionResponse;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** Device sign-in as RFC 8628 defines it, its requests as JSON or as forms. */
public final class DeviceApi {
    private final DeviceSignIn devices;
    private final PublicUrl url;
    private final InstantSource clock;

    public DeviceApi(DeviceSignIn devices, PublicUrl url, InstantSource clock) {
        this.devices = devices;
        this.url = url;
        this.clock = clock;
    }

    Answer start(Request request) {
        request.bodyOrForm(DeviceRequest.class);
        DeviceSignIn.Started started = devices.start(request.client());
        return Answer.ok(new DeviceResponse(
                started.deviceCode(),
                started.userCode(),
                url.page("/device").toString(),
                url.page("/device", "user_code", started.userCode()).toString(),
                started.life().toSeconds(),
                started.paceSeconds()));
    }

    Answer token(Request request) {
        DeviceTokenRequest body = request.bodyOrForm(DeviceTokenRequest.class);
        if (body.grantType() == null || body.deviceCode() == null) {
            return refused("invalid_request", "grant_type and device_code must be given.");
        }
        if (!body.grantType().equals(DeviceTokenRequest.GRANT_TYPE)) {
            return refused("unsupported_grant_type", "The only grant_type here is " + DeviceTokenRequest.GRANT_TYPE + ".");
        }
        return switch (devices.poll(body.deviceCode())) {
            case DeviceSignIn.Reply.Approved(SignedIn signedIn) -> Answer.ok(encode(signedIn));
            case DeviceSignIn.Reply.NotApproved(DeviceSignIn.Refusal why) ->
                refused(why.name().toLowerCase(Locale.ROOT), why.words());
        };
    }

    private DeviceTokenResponse encode(SignedIn signedIn) {
        SessionResponse session = AccountEncoding.session(signedIn);
        long seconds = Duration.between(clock.instant(), session.expiresAt()).toSeconds();
        return new DeviceTokenResponse(
                session.token(), "Bearer", seconds, session.token(), session.expiresAt(), session.me());
    }

    private static Answer refused(String error, String words) {
        return new Answer(400, DeviceErrorResponse.of(error, words));
    }
}
