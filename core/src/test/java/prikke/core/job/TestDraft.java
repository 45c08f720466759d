package prikke.core.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drafts that name only what a test is about. */
public final class TestDraft {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TestDraft() {}

    /** Of the components given as name and value in turn; the URL needs not be among them. */
    public static JobDraft of(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> components = new HashMap<>();
        components.put("url", "http://127.0.0.1:1/hook");
        return with(components, namesAndValues);
    }

    /** The same draft, but for the components given. */
    public static JobDraft with(JobDraft draft, @Nullable Object... namesAndValues) {
        return with(map(draft), namesAndValues);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(JobDraft draft) {
        return MAPPER.convertValue(draft, HashMap.class);
    }

    private static JobDraft with(Map<String, @Nullable Object> components, @Nullable Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            components.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return MAPPER.convertValue(components, JobDraft.class);
    }
}
