package io.pokeai.engine.api;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of a change of a name; also a line of the journal.
 *
 * @param at when it was done
 * @param who asked for it
 * @param operation what was asked for
 * @param model the name
 * @param outcome whether it was done
 * @param from what answered before
 * @param to what was opened, or would have been as far as that was known
 * @param steps the steps and how long each took, in order; of a failed change, up to the step that failed
 * @param notes what else is worth knowing, such as calls that missed the deadline of draining; sentences
 * @param error why nothing was changed; present when the outcome is {@code FAILED}
 * @param trial the canary or shadow that the change began, ended or gave another weight, with its figures until then
 * @param gate what the gate has decided that the change demanded; empty also when it did not come to that
 */
public record SwapReport(
        Instant at,
        String who,
        Operation operation,
        String model,
        Outcome outcome,
        Optional<Version> from,
        Optional<Version> to,
        List<Step> steps,
        List<String> notes,
        Optional<EngineException> error,
        Optional<SwapStatus.Trial> trial,
        Optional<Gate> gate) {

    public SwapReport {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
        Objects.requireNonNull(trial);
        Objects.requireNonNull(gate);
    }

    /** A change that no gate has decided about. */
    public SwapReport(
            Instant at,
            String who,
            Operation operation,
            String model,
            Outcome outcome,
            Optional<Version> from,
            Optional<Version> to,
            List<Step> steps,
            List<String> notes,
            Optional<EngineException> error,
            Optional<SwapStatus.Trial> trial) {
        this(at, who, operation, model, outcome, from, to, steps, notes, error, trial, Optional.empty());
    }

    /** A change that has nothing to do with a canary or shadow. */
    public SwapReport(
            Instant at,
            String who,
            Operation operation,
            String model,
            Outcome outcome,
            Optional<Version> from,
            Optional<Version> to,
            List<Step> steps,
            List<String> notes,
            Optional<EngineException> error) {
        this(at, who, operation, model, outcome, from, to, steps, notes, error, Optional.empty());
    }

    /** What can be done to a name, by people and by the engine itself. */
    public enum Operation {
        LOAD,
        UNLOAD,
        SWAP,
        CANARY,
        SHADOW,
        PROMOTE,
        ABORT,
        ROLLBACK,
        /** The files in the artifacts folder, or the back end that is to open them, have changed. */
        CHANGE,
        /** The back end stops, and another one takes over. */
        FAILOVER,
        /** The files of a model that answers are no longer there; it goes on answering. */
        GONE,
        /** The files of a model that answers are there again. */
        BACK
    }

    /** How it ended. */
    public enum Outcome {
        /** The name has changed. */
        DONE,
        /** The name was in the requested state already. */
        UNCHANGED,
        /** Nothing was changed. */
        FAILED
    }

    /**
     * A version that answered or was to answer.
     *
     * @param generation 0 if it was never opened
     * @param version content hash
     * @param backend id of the back end that opens it
     * @param backendVersion version of that back end, in OSGi that of its bundle; empty if it is not known
     * @param files of the model
     */
    public record Version(long generation, String version, String backend, String backendVersion, List<Path> files) {
        public Version {
            Objects.requireNonNull(backendVersion);
            files = List.copyOf(files);
        }

        /** By a back end whose version is not known. */
        public Version(long generation, String version, String backend, List<Path> files) {
            this(generation, version, backend, "", files);
        }

        /** For people: {@code onnx 1.1.0}, or {@code onnx} if the version of the back end is not known. */
        public String backendName() {
            return backendVersion.isEmpty() ? backend : backend + ' ' + backendVersion;
        }
    }

    /**
     * What a gate has decided.
     *
     * @param accepted whether the candidate may answer
     * @param sentence why, for people; it begins with the verdict, such as {@code PASS}
     * @param report the file with its figures, if it has written one
     */
    public record Gate(boolean accepted, String sentence, Optional<Path> report) {
        public Gate {
            Objects.requireNonNull(sentence);
            Objects.requireNonNull(report);
        }
    }

    /** One step, such as {@code open}, and how long it took. */
    public record Step(String name, Duration took) {}

    /**
     * This report if the change was done or was not needed.
     *
     * @throws EngineException the reason otherwise
     */
    public SwapReport orThrow() {
        if (error.isPresent()) {
            throw error.get();
        }
        return this;
    }
}
