package io.pokeai.djl.training.internal.learn;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.natives.pytorch.PyTorchLibrary;
import io.pokeai.natives.selftest.LibrarySetting;
import io.pokeai.natives.selftest.Outcome;
import io.pokeai.natives.selftest.Outcomes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * That libtorch learns right on this machine: {@link KnownSteps}, once for each build of libtorch, CPU and number of threads, kept
 * like the outcome of libtorch's own self-test.
 *
 * <p><b>Threads</b> one at a time; sets libtorch's threads for the calling thread, and takes that back.
 *
 * @param outcome of the test
 * @param isRemembered whether an earlier process ran it
 */
public record LearningProof(Outcome outcome, boolean isRemembered) {
    /** To be changed with the cases. */
    private static final String TEST = "learning 1";

    /**
     * The outcome for this machine; loads libtorch first if need be.
     *
     * @param threads that libtorch is going to have, at least 1
     */
    public static LearningProof find(int threads) {
        return find(threads, "cpu");
    }

    /** @param device as {@link LearnerSettings#device} */
    static LearningProof find(int threads, String device) {
        String where = device.equals("cpu") ? "" : ", on " + device;
        Outcomes outcomes = PyTorchLibrary.outcomes(TEST + ", threads " + threads + where);
        LibrarySetting setting = PyTorchLibrary.proof().setting();
        Optional<Outcome> kept = outcomes.find(setting);
        if (kept.isPresent()) {
            return new LearningProof(kept.get(), true);
        }
        Outcome found = KnownSteps.parse(text(), threads, device).run();
        outcomes.keep(setting, found);
        return new LearningProof(found, false);
    }

    static String text() {
        try (InputStream in = LearningProof.class.getResourceAsStream("known-steps.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws EngineException {@code UNAVAILABLE} when something was wrong: nothing is trained with wrong gradients */
    void require() {
        if (!outcome.isRight()) {
            throw new EngineException(ErrorCode.UNAVAILABLE, "Nothing is trained: " + description() + ".", remedy());
        }
    }

    /** For people, without full stop. */
    public String description() {
        String library = "libtorch " + PyTorchLibrary.version();
        return outcome.isRight()
                ? "self-test of learning passed, " + outcome.cases() + " values, " + outcome.millis() + " ms"
                        + (isRemembered ? " (remembered)" : "")
                : library + " learns wrongly on this machine: "
                        + (outcome.isFinished()
                                ? outcome.wrong() + " of " + outcome.cases() + " values are wrong ("
                                : "(")
                        + outcome.example() + ")";
    }

    /** What to do when something was wrong. */
    public String remedy() {
        return PyTorchLibrary.saferSetting()
                        .map(safer -> "Start the command with " + safer.name()
                                + " in its environment, or use another machine")
                        .orElse("Use another machine")
                + ", and report this message (docs/self-test.md).";
    }
}
