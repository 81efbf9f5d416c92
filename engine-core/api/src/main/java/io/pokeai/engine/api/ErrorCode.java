package io.pokeai.engine.api;

/**
 * Why a call failed, and what that means outside Java. This is the one table from code to exit status and HTTP status.
 */
public enum ErrorCode {
    /** The file or request has no bytes. */
    EMPTY_FILE(ExitStatus.INPUT, 400),
    /** The bytes are in no format that the engine reads (JPEG, PNG, WebP, BMP, GIF). */
    UNSUPPORTED_FORMAT(ExitStatus.INPUT, 415),
    /** The format is known, the content is damaged, cut short or contradicts itself. */
    CORRUPT_IMAGE(ExitStatus.INPUT, 422),
    /** More pixels or bytes than the engine agrees to decode. */
    IMAGE_TOO_LARGE(ExitStatus.INPUT, 413),
    /** The path is missing, unreadable or no regular file. */
    NOT_A_FILE(ExitStatus.INPUT, 404),
    /** No model has this name. */
    MODEL_NOT_FOUND(ExitStatus.ENGINE, 404),
    /** The model file is damaged, or is not an image classifier. */
    MODEL_INVALID(ExitStatus.ENGINE, 422),
    /** The model file asks for something that the engine never does, such as reading outside its folder. */
    MODEL_REFUSED(ExitStatus.ENGINE, 403),
    /** Class names and the scores of the model do not agree in number, cannot be read, or are others than before. */
    LABELS_MISMATCH(ExitStatus.ENGINE, 422),
    /** No installed back end opens this kind of model. */
    NO_BACKEND(ExitStatus.ENGINE, 503),
    /** The model is known and cannot answer now: it is opening, has failed, or its back end is being replaced. */
    UNAVAILABLE(ExitStatus.ENGINE, 503),
    /** More work is waiting than the engine agrees to keep. */
    OVERLOADED(ExitStatus.ENGINE, 429),
    /** The answer did not come in the time that the caller allowed. */
    DEADLINE_EXCEEDED(ExitStatus.ENGINE, 504),
    /**
     * The caller gave up: its thread was interrupted, as {@code Future.cancel(true)} does. Nothing is wrong with the model or
     * the picture. RFC 9110 has no status for it; 499 is what nginx logs when the client has gone.
     */
    CANCELLED(ExitStatus.CANCELLED, 499),
    /** The opened model does not give the answers that its certificate promises. */
    CERTIFICATE_FAILED(ExitStatus.ENGINE, 409),
    /** The model that is to answer for a name sees other pixels than the one that answers: its preprocessing differs. */
    INPUT_MISMATCH(ExitStatus.ENGINE, 409),
    /** Two generations that are to be the same model give different answers. */
    MODELS_DISAGREE(ExitStatus.ENGINE, 409),
    /** The gate that a swap demands has not let the candidate pass. */
    GATE_FAILED(ExitStatus.ENGINE, 409),
    /** The request does not fit the current state: a canary to promote where there is none, a change during a trial. */
    CONFLICT(ExitStatus.ENGINE, 409),
    /** An argument or a setting is wrong. */
    INVALID_ARGUMENT(ExitStatus.USAGE, 400),
    /** A fault of the engine itself. */
    INTERNAL(ExitStatus.ENGINE, 500);

    private final ExitStatus exitStatus;
    private final int httpStatus;

    ErrorCode(ExitStatus exitStatus, int httpStatus) {
        this.exitStatus = exitStatus;
        this.httpStatus = httpStatus;
    }

    /** The exit status of a command that ended with this code. */
    public ExitStatus exitStatus() {
        return exitStatus;
    }

    /** The HTTP status (RFC 9110, and 499 of {@link #CANCELLED}) of a response that carries this code. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Exit statuses of the command line, the same for all commands. */
    public enum ExitStatus {
        /** All went well. */
        OK(0),
        /** Some inputs failed, the others were answered; a gate says FAIL. */
        INPUT(1),
        /** The command was called wrongly. */
        USAGE(2),
        /** The model or the engine failed. */
        ENGINE(3),
        /** The command did its work, and what it was given does not decide its question. */
        INCONCLUSIVE(4),
        /** The command was told to stop: 128 + SIGINT, as shells do. */
        CANCELLED(130);

        private final int value;

        ExitStatus(int value) {
            this.value = value;
        }

        /** What the process returns. */
        public int value() {
            return value;
        }
    }
}
