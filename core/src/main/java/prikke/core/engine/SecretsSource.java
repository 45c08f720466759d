package prikke.core.engine;

import java.util.List;
import java.util.UUID;

/** The signing secrets of an organization that are active, the current one first. */
public interface SecretsSource {
    List<String> activeSecrets(UUID org);
}
