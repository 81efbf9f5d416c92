package io.pokeai.natives;

/**
 * Native libraries that this machine, or this folder, cannot run: the cause and the remedy, apart.
 *
 * <p>An error and not an exception, because code that needs the library can do nothing without it; {@link #getMessage()} is
 * both sentences.
 */
public final class NativesFailure extends UnsatisfiedLinkError {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    /**
     * @param problem what is wrong, in a sentence
     * @param remedy what to do about it, in a sentence
     */
    public NativesFailure(String problem, String remedy, Throwable cause) {
        super(problem + " " + remedy);
        this.problem = problem;
        this.remedy = remedy;
        initCause(cause);
    }

    NativesFailure(String problem, String remedy) {
        super(problem + " " + remedy);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** The same failure, for another caller. */
    public NativesFailure again() {
        return new NativesFailure(problem, remedy, this);
    }

    /** What is wrong, with the folder or the library. */
    public String problem() {
        return problem;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }

    /** The remedy of a failure to load something native; a general one when it has none of its own. */
    public static String remedyOf(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof NativesFailure explained) {
                return explained.remedy();
            }
        }
        return "Look for what the message names: a library that this machine lacks, a folder, or a permission.";
    }

    /** The problem of a failure to load something native, without its remedy. */
    public static String problemOf(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof NativesFailure explained) {
                return explained.problem();
            }
        }
        return String.valueOf(failure.getMessage());
    }
}
