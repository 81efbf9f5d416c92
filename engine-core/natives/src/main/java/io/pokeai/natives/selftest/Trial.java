package io.pokeai.natives.selftest;

/** Runs a self-test under a setting. */
@FunctionalInterface
public interface Trial {
    /** Errors of the library are an outcome, not an exception. */
    Outcome run(LibrarySetting setting);
}
