package io.pokeai.engine.dataset;

/**
 * Is told how a data set is being prepared, and may stop it.
 *
 * <p><b>Threads</b> called by the thread that prepares.
 */
public interface PreprocessListener {
    /** Says nothing and stops nothing. */
    PreprocessListener SILENT = new PreprocessListener() {};

    /**
     * The files are known; examining them begins.
     *
     * @param pictures how many
     * @param known how many of them a run that was interrupted has examined
     */
    default void found(int pictures, int known) {}

    /**
     * One more picture was examined.
     *
     * @param readable whether it could be read
     */
    default void examined(boolean readable) {}

    /** Whether to stop; what was examined until then need not be examined again. */
    default boolean cancelled() {
        return false;
    }
}
