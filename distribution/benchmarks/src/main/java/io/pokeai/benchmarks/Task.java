package io.pokeai.benchmarks;

/**
 * Something to measure.
 *
 * <p><b>Threads</b> {@link #repeatable} is called once for each thread; what it returns stays on that thread.
 */
interface Task {
    /** What both sides of a comparison must agree on, such as the hash of the result. */
    String description() throws Exception;

    /** One thread's way to do the work again and again. */
    Work repeatable() throws Exception;

    /** Does the work once. */
    @FunctionalInterface
    interface Work {
        void once() throws Exception;
    }
}
