package io.pokeai.service.spi;

/**
 * Why a call is not answered, with the HTTP status that says so best; the protocol of the call has its own word for it.
 *
 * <p><b>Threads</b> immutable.
 */
public final class CallFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String problem;
    private final String remedy;

    /**
     * @param status of HTTP, 400 to 599
     * @param code for programs, such as {@code NOT_IMPLEMENTED}
     * @param problem what is wrong; one sentence
     * @param remedy what to do about it
     */
    public CallFailure(int status, String code, String problem, String remedy) {
        super(problem + " " + remedy);
        this.status = status;
        this.code = code;
        this.problem = problem;
        this.remedy = remedy;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String problem() {
        return problem;
    }

    public String remedy() {
        return remedy;
    }
}
