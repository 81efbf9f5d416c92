package io.pokeai.natives.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * That a library computes right on this machine, and how it has to be used for that.
 *
 * @param library name and version, for people
 * @param setting the first one that is right
 * @param outcome of its self-test
 * @param isRemembered whether an earlier process ran it
 * @param rejected faster settings that are wrong here, in the order in which they were tried
 */
public record Proof(
        String library, LibrarySetting setting, Outcome outcome, boolean isRemembered, List<Rejected> rejected) {
    /** What is left to do when a library cannot be used. */
    public static final String NOTHING_HELPS =
            "Use a back end on another library or another machine, and report this message.";

    /** A setting that is wrong on this machine. */
    public record Rejected(LibrarySetting setting, Outcome outcome) {
        @Override
        public String toString() {
            return "setting " + setting.name() + ": "
                    + (outcome.isFinished()
                            ? outcome.wrong() + " of " + outcome.cases() + " cases wrong (" + outcome.example() + ")"
                            : outcome.example());
        }
    }

    public Proof {
        rejected = List.copyOf(rejected);
    }

    /**
     * Takes the first setting that is right, by an earlier test or a new one.
     *
     * @param settings the fastest first
     * @throws WrongKernelsException when none is
     */
    public static Proof find(String library, List<LibrarySetting> settings, Outcomes outcomes, Trial trial) {
        List<Rejected> rejected = new ArrayList<>();
        for (LibrarySetting setting : settings) {
            var remembered = outcomes.find(setting);
            Outcome outcome = remembered.orElseGet(() -> trial.run(setting));
            if (remembered.isEmpty()) {
                outcomes.keep(setting, outcome);
            }
            if (outcome.isRight()) {
                Proof proof = new Proof(library, setting, outcome, remembered.isPresent(), rejected);
                proof.log();
                return proof;
            }
            rejected.add(new Rejected(setting, outcome));
        }
        throw nothingIsRight(library, rejected);
    }

    /** For a library whose settings are all wrong. */
    public static WrongKernelsException nothingIsRight(String library, List<Rejected> rejected) {
        return new WrongKernelsException(
                library + " fails its self-test on this machine, so it is not used: " + sentence(rejected) + ".",
                NOTHING_HELPS);
    }

    /** Whether the library had to be slowed down. */
    public boolean isSafer() {
        return !rejected.isEmpty();
    }

    /** For people: {@code self-test passed, 143 cases, 210 ms, setting default}. */
    public String description() {
        return "self-test passed, " + outcome.cases() + " cases, " + outcome.millis() + " ms"
                + (isRemembered ? " (remembered)" : "") + ", setting " + setting.name()
                + (rejected.isEmpty() ? "" : "; wrong on this machine: " + sentence(rejected));
    }

    private static String sentence(List<Rejected> rejected) {
        return rejected.stream().map(Rejected::toString).collect(Collectors.joining("; "));
    }

    /** Said once per machine, because it costs speed. */
    private void log() {
        if (isSafer() && !isRemembered) {
            System.getLogger(Proof.class.getName()).log(System.Logger.Level.WARNING, library + ": " + description());
        }
    }
}
