package io.pokeai.aug.robustness.metrics;

import io.pokeai.engine.api.EngineException;

/**
 * Which frames of a sequence are compared with each other.
 *
 * <p>At step k, a frame is compared with the one k frames before: those are the pairs of the k interleaved subsequences, and a
 * larger step is more difficult. Frames of noise are compared with the first one, which is clean, and know one step alone.
 *
 * <p><b>Source</b> ImageNet-P, test.py of hendrycks/robustness.
 *
 * @param frames of the sequence, at least 2
 * @param withFirst whether frames are compared with the first one
 */
public record FramePairs(int frames, boolean withFirst) {
    private static final int MOST_STEPS = 3;

    /** @throws EngineException {@code INVALID_ARGUMENT} for fewer than two frames */
    public FramePairs {
        if (frames < 2) {
            throw EngineException.invalidArgument(
                    "A sequence of " + frames + " frames has no pairs.", "Give at least two frames.");
        }
    }

    /** How many steps there are; they count from 1. */
    public int steps() {
        return withFirst ? 1 : Math.min(MOST_STEPS, frames - 1);
    }

    /** How many pairs a sequence has at a step. */
    public int pairs(int step) {
        return frames - step;
    }

    /** The first frame that has one to be compared with is the one of this number; frames count from 0. */
    public int firstCompared(int step) {
        return step;
    }

    /** The frame that a frame is compared with. */
    public int comparedWith(int frame, int step) {
        return withFirst ? 0 : frame - step;
    }
}
