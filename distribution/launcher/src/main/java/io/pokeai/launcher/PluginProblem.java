package io.pokeai.launcher;

/** Why a jar in a plugins folder was not taken, and what to do about it. */
final class PluginProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    PluginProblem(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    String problem() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }
}
