package io.pokeai.engine.spi;

import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/** Looks at one thing that the engine depends on, for {@code pokeai doctor}. Registered like a {@link ClassifierFactory}. */
@ConsumerType
public interface HealthCheck {
    /** Looks now. Takes seconds at most, changes nothing, and reports a failure as a finding instead of throwing. */
    List<Finding> check();

    /** How much a finding matters. */
    enum Severity {
        /** As it should be. */
        OK,
        /** Works, and could work better. */
        WARNING,
        /** Does not work. */
        ERROR
    }

    /**
     * One thing that was looked at.
     *
     * @param subject what, such as {@code OpenCV}
     * @param found what was found, with versions and paths
     * @param remedy what to do about it; empty when all is well
     */
    record Finding(Severity severity, String subject, String found, String remedy) {
        public Finding {
            Objects.requireNonNull(severity);
            if (severity != Severity.OK && remedy.isEmpty()) {
                throw new IllegalArgumentException("finding '" + found + "' needs a remedy");
            }
        }
    }
}
