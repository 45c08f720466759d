package prikke.core.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** All that is recorded. The one list of it: the constant's first word is what was acted on, the rest is what was done. */
public enum Action {
    JOB_CREATE,
    JOB_UPDATE,
    JOB_PAUSE,
    JOB_RESUME,
    JOB_DELETE,
    JOB_RUN,
    JOB_TEST,
    EXECUTION_CANCEL,
    EXECUTION_REPLAY,
    QUEUE_SET,
    QUEUE_PAUSE,
    QUEUE_RESUME,
    QUEUE_PURGE,
    QUEUE_DELETE,
    KEY_CREATE,
    KEY_ROTATE,
    KEY_REVOKE,
    SECRET_ROTATE,
    SECRET_RETIRE,
    ORGANIZATION_CREATE,
    ORGANIZATION_RENAME,
    ORGANIZATION_DELETE,
    MEMBER_JOIN,
    MEMBER_ROLE,
    MEMBER_REMOVE,
    MEMBER_LEAVE,
    INVITATION_CREATE,
    INVITATION_REVOKE,
    USER_REGISTER,
    USER_PASSWORD,
    USER_EMAIL,
    SESSION_START,
    SESSION_END,
    SESSION_REVOKE,
    DEVICE_APPROVE,
    DEVICE_DENY;

    private final String text = name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');

    /** As the log spells it: {@code job.update}. */
    public String text() {
        return text;
    }

    /** What it acts on: {@code job}. */
    public String noun() {
        return text.substring(0, text.indexOf('.'));
    }

    /** Those meant by a text as the log spells them, or by what they act on; none where it names nothing. */
    public static List<Action> named(String text) {
        return Arrays.stream(values())
                .filter(action -> action.text.equals(text) || action.noun().equals(text))
                .toList();
    }
}
