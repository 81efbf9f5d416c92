package io.pokeai.aug.jobs.internal.run;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.aug.jobs.JobEngine;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An engine of a job's own over its {@link Pins}. It has a part of the thread budget of the process, and no other model.
 *
 * <p><b>Ownership</b> whoever opened it closes it.
 */
final class PinnedEngine implements AutoCloseable {
    private final Engine engine;
    private final EngineSettings settings;
    private final Pins pins;

    private PinnedEngine(Engine engine, EngineSettings settings, Pins pins) {
        this.engine = engine;
        this.settings = settings;
        this.pins = pins;
    }

    /** @param threads that it may use at once, at most those of the serving engine */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // closed with the engine of the job
    static PinnedEngine open(JobEngine from, Pins pins, int threads) {
        EngineSettings settings = from.settings()
                .withArtifacts(pins.folder())
                .withWatch(false)
                .withThreads(Math.min(threads, from.settings().threads()));
        return new PinnedEngine(from.engines().open(settings), settings, pins);
    }

    Engine engine() {
        return engine;
    }

    EngineSettings settings() {
        return settings;
    }

    /**
     * The pinned models, opened, in their order: the same content by the same back end as when they were pinned.
     *
     * @throws EngineException {@code NO_BACKEND}, {@code UNAVAILABLE} while the back end is not there; {@code CONFLICT} when a file
     *     was overwritten since
     */
    List<TestedModel> tested() {
        Map<List<String>, ModelStatus> found = found();
        List<TestedModel> tested = new ArrayList<>();
        for (Pins.Pin pin : pins.models()) {
            ModelStatus status = Optional.ofNullable(found.get(pin.files())).orElseThrow(() -> missing(pin));
            moveToBackend(status, pin);
            TestedModel model = TestedModel.open(engine, status.name(), pin.name());
            if (!model.identity().version().equals(pin.version())) {
                throw new EngineException(
                        ErrorCode.CONFLICT,
                        "Model '" + pin.name() + "' was overwritten in its place while a job used it: its version was "
                                + pin.version() + ", and is " + model.identity().version() + ".",
                        "Replace models by renaming a new file onto the old one, and order the job again.");
            }
            tested.add(model);
        }
        return tested;
    }

    /** What the engine calls a pinned model. */
    String asked(Pins.Pin pin) {
        return Optional.ofNullable(found().get(pin.files()))
                .orElseThrow(() -> missing(pin))
                .name();
    }

    /** Whether a back end is there for each of them, without opening one. */
    boolean isPossible() {
        Map<List<String>, ModelStatus> found = found();
        return pins.models().stream().allMatch(pin -> {
            Optional<ModelStatus> status = Optional.ofNullable(found.get(pin.files()));
            return status.flatMap(ModelStatus::spec)
                            .map(ModelSpec::backend)
                            .filter(pin.backend()::equals)
                            .isPresent()
                    && status.flatMap(ModelStatus::error).isEmpty();
        });
    }

    private Map<List<String>, ModelStatus> found() {
        Path home = pins.folder().toAbsolutePath().normalize();
        Map<List<String>, ModelStatus> found = new HashMap<>();
        for (ModelStatus status : engine.models().list()) {
            List<String> files = status.files().stream()
                    .map(file -> home.relativize(file.toAbsolutePath().normalize()))
                    .map(file -> file.toString().replace('\\', '/'))
                    .toList();
            found.put(files, status);
        }
        return found;
    }

    private static EngineException missing(Pins.Pin pin) {
        return new EngineException(
                ErrorCode.NO_BACKEND,
                "No back end opens model '" + pin.name() + "'; it was opened by '" + pin.backend() + "'.",
                "Start the back end.");
    }

    /** Where people have chosen another back end than the folder would give. */
    private void moveToBackend(ModelStatus status, Pins.Pin pin) {
        boolean other = status.spec()
                .map(ModelSpec::backend)
                .filter(id -> !id.equals(pin.backend()))
                .isPresent();
        if (!other) {
            return;
        }
        SwapTerms terms =
                new SwapTerms("jobs", Set.of(SwapTerms.Allowance.DISAGREEMENT, SwapTerms.Allowance.UNCERTIFIED), false);
        SwapReport report = engine.control().swap(status.name(), SwapTarget.backend(pin.backend()), terms);
        report.error().ifPresent(error -> {
            throw error;
        });
    }

    @Override
    public void close() {
        engine.close();
    }
}
