package io.pokeai.aug.robustness.metrics;

import java.util.List;

/**
 * How often the answer about one picture changes within a sequence.
 *
 * @param flips pairs of frames whose best classes differ, at step 1, 2, …
 * @param distances the sum of the top-5 distances of all pairs, at step 1, 2, …
 */
public record PictureFlips(List<Integer> flips, List<Integer> distances) {
    public PictureFlips {
        flips = List.copyOf(flips);
        distances = List.copyOf(distances);
    }

    /**
     * Counts.
     *
     * @param answers {@link TopFive} of each frame, in the order of the frames
     */
    public static PictureFlips of(List<int[]> answers, FramePairs pairs) {
        Integer[] flips = new Integer[pairs.steps()];
        Integer[] distances = new Integer[pairs.steps()];
        for (int step = 1; step <= pairs.steps(); step++) {
            int changed = 0;
            int distance = 0;
            for (int frame = pairs.firstCompared(step); frame < pairs.frames(); frame++) {
                int[] before = answers.get(pairs.comparedWith(frame, step));
                int[] now = answers.get(frame);
                changed += before[0] == now[0] ? 0 : 1;
                distance += TopFive.distance(before, now);
            }
            flips[step - 1] = changed;
            distances[step - 1] = distance;
        }
        return new PictureFlips(List.of(flips), List.of(distances));
    }
}
