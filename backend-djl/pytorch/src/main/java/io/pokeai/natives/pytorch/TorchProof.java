package io.pokeai.natives.pytorch;

import ai.djl.engine.Engine;
import io.pokeai.natives.NativesBuild;
import io.pokeai.natives.opencv.NativeEnvironment;
import io.pokeai.natives.selftest.LibrarySetting;
import io.pokeai.natives.selftest.Outcome;
import io.pokeai.natives.selftest.Outcomes;
import io.pokeai.natives.selftest.Plan;
import io.pokeai.natives.selftest.Proof;
import io.pokeai.natives.selftest.SelfTest;
import io.pokeai.natives.selftest.WrongKernelsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds a setting under which libtorch computes right on this machine, and loads it so.
 *
 * <p>Each setting is tested in a process of its own ({@link SelfTestProcess}) before libtorch is loaded into this one, once
 * per machine; so the first process answers right as well. After it is loaded, a {@linkplain Plan#brief() few operations}
 * show that this process uses it as it was tested: other code may have loaded it before, with other settings.
 *
 * <p>Where no process can be started, the one setting that this process can try is the first that is not known to be wrong;
 * if it is wrong, libtorch is refused, and the next process tries the next.
 *
 * <p><b>Threads</b> confined to the one that loads.<br>
 * <b>Errors</b> {@link WrongKernelsException} when no setting is right; {@link LinkageError} and DJL's exceptions when the
 * library cannot be loaded.
 */
final class TorchProof {
    private static final String NAME = "libtorch " + PyTorchLibrary.version();

    private final Engine engine;
    private final Proof proof;

    TorchProof(Path libraries) {
        List<LibrarySetting> settings = TorchSettings.of(System.getProperty("os.arch", ""));
        Outcomes outcomes = outcomes(libraries, "");
        Loaded loaded;
        try {
            loaded = afterAChild(libraries, settings, outcomes);
        } catch (NoChildException e) {
            loaded = without(e, libraries, settings, outcomes);
        }
        this.engine = loaded.engine();
        this.proof = loaded.proof();
    }

    Engine engine() {
        return engine;
    }

    Proof proof() {
        return proof;
    }

    private record Loaded(Engine engine, Proof proof) {}

    /** Carries an {@code UnavailableException} through {@link Proof#find}, which does not declare it. */
    private static final class NoChildException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoChildException(SelfTestProcess.UnavailableException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * What is remembered of a test of these libraries on this machine.
     *
     * @param test its name and version; empty for the test of this class
     */
    static Outcomes outcomes(Path libraries, String test) {
        return Outcomes.of(
                NativesBuild.foldersForNotes(libraries), subject(libraries) + (test.isEmpty() ? "" : "\n" + test));
    }

    private static String subject(Path libraries) {
        return String.join(
                "\n",
                NAME,
                String.valueOf(libraries.getFileName()),
                PyTorchLibrary.threadSettings().toString(),
                TorchSettings.environment(System.getenv()));
    }

    private static Loaded afterAChild(Path libraries, List<LibrarySetting> settings, Outcomes outcomes) {
        SelfTestProcess process = new SelfTestProcess(libraries);
        Proof found = Proof.find(NAME, settings, outcomes, setting -> {
            try {
                return process.run(setting);
            } catch (SelfTestProcess.UnavailableException e) {
                throw new NoChildException(e);
            }
        });
        Tested tested = load(libraries, found.setting(), Plan.brief());
        if (!tested.outcome().isRight()) {
            throw new WrongKernelsException(
                    NAME + " computes wrongly in this process ("
                            + tested.outcome().example()
                            + "), though it is right under the setting "
                            + found.setting().name() + ": something else in this process has loaded it before.",
                    "Start the process with that setting in its environment, or open a model of this engine first.");
        }
        return new Loaded(tested.engine(), found);
    }

    private static Loaded without(
            NoChildException why, Path libraries, List<LibrarySetting> settings, Outcomes outcomes) {
        List<Proof.Rejected> rejected = new ArrayList<>();
        for (LibrarySetting setting : settings) {
            if (outcomes.isKnownWrong(setting)) {
                rejected.add(new Proof.Rejected(setting, outcomes.find(setting).orElseThrow()));
                continue;
            }
            Tested tested = load(libraries, setting, Plan.standard());
            outcomes.keep(setting, tested.outcome());
            if (tested.outcome().isRight()) {
                return new Loaded(tested.engine(), new Proof(NAME, setting, tested.outcome(), false, rejected));
            }
            throw new WrongKernelsException(
                    NAME + " computes wrongly on this machine under the setting " + setting.name() + " ("
                            + tested.outcome().example() + "), and no other one can be tried in this process ("
                            + why.getMessage() + ").",
                    next(settings, setting));
        }
        throw Proof.nothingIsRight(NAME, rejected);
    }

    private static String next(List<LibrarySetting> settings, LibrarySetting wrong) {
        int next = settings.indexOf(wrong) + 1;
        return next < settings.size()
                ? "Start it again, with " + settings.get(next).name()
                        + " in its environment if this message comes back."
                : Proof.NOTHING_HELPS;
    }

    private record Tested(Engine engine, Outcome outcome) {}

    /** The plan runs before the environment is restored, because libtorch reads a variable when it first needs it. */
    private static Tested load(Path libraries, LibrarySetting setting, Plan plan) {
        Loading loading = new Loading(libraries, plan);
        NativeEnvironment.replacing(setting.environment(), loading);
        return loading.result();
    }

    private static final class Loading implements Runnable {
        private final Path libraries;
        private final Plan plan;
        private @Nullable Tested result;

        Loading(Path libraries, Plan plan) {
            this.libraries = libraries;
            this.plan = plan;
        }

        @Override
        public void run() {
            Engine loaded = PyTorchLibrary.load(libraries);
            PyTorchLibrary.confine();
            result = new Tested(loaded, new SelfTest(plan).run(new TorchKernels(loaded)));
        }

        Tested result() {
            return Objects.requireNonNull(result);
        }
    }
}
