package io.pokeai.aug.jobs;

/**
 * The calls of people and programs that wait for their answers. A job gives way to them between its batches.
 *
 * <p><b>Threads</b> safe.
 */
public interface Traffic {
    /** Nobody calls. */
    Traffic NONE = new Traffic() {
        @Override
        public long begun() {
            return 0;
        }

        @Override
        public int inFlight() {
            return 0;
        }
    };

    /** How many calls have begun since the process began; never falls. */
    long begun();

    /** How many are being answered now. */
    int inFlight();
}
