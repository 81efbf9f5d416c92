package io.pokeai.natives.selftest;

/** A library computes wrongly on this machine and is refused. */
public final class WrongKernelsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String problem;
    private final String remedy;

    /** Two sentences, each with its full stop. */
    public WrongKernelsException(String problem, String remedy) {
        super(problem + " " + remedy);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** What is wrong, and by how much. */
    public String problem() {
        return problem;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
