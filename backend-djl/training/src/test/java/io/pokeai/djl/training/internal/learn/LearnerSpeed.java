package io.pokeai.djl.training.internal.learn;

import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Not a test, but the other half of {@code scripts/training/learning_speed.py}: for each number on the standard input, so many steps,
 * and on the standard output the milliseconds of one, the share of the optimiser in the last one, and the memory of the process.
 */
final class LearnerSpeed {
    private static final long PAGES_PER_MEGABYTE = 256;

    private LearnerSpeed() {}

    /** @param arguments a state dict, the side of the pictures, their number, and threads */
    public static void main(String[] arguments) throws IOException {
        Network network = KnownCheckpoint.network(CheckpointReader.read(Path.of(arguments[0])));
        int side = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[3]);
        LearnerSettings settings =
                new LearnerSettings(LearnerSettings.Kind.ADAMW, 1e-4, true, 0, 0.1, 0, 0, threads, 1);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        FormulaBatch batch = FormulaBatch.of(1, Integer.parseInt(arguments[2]), side, network.classes());
        try (TorchLearner learner = (TorchLearner) Learners.open(network, side, settings)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int steps = Integer.parseInt(line);
                long start = System.nanoTime();
                for (int step = 0; step < steps; step++) {
                    learner.step(batch, 1e-4);
                }
                double each = (System.nanoTime() - start) / 1e6 / steps;
                System.out.printf(
                        Locale.ROOT, "%.2f %.2f %d%n", each, learner.updateNanos() / 1e6 / each * 100, megabytes());
            }
        }
    }

    private static long megabytes() throws IOException {
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
        return Long.parseLong(pages[1]) / PAGES_PER_MEGABYTE;
    }
}
