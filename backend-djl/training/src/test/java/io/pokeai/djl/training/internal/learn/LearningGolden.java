package io.pokeai.djl.training.internal.learn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What PyTorch has learned in a few steps: written by {@code scripts/training/learning_goldens.py}. */
record LearningGolden(Map<String, String> settings, List<Double> losses, List<Sample> weights) {
    /** One element of a tensor after the last step. */
    record Sample(String tensor, int index, double value) {}

    static LearningGolden read(String name) {
        try (InputStream in = LearningGolden.class.getResourceAsStream(name + ".txt")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LearningGolden parse(String text) {
        Map<String, String> settings = new HashMap<>();
        List<Double> losses = new ArrayList<>();
        List<Sample> weights = new ArrayList<>();
        text.lines().map(line -> line.split(" ", -1)).forEach(words -> {
            switch (words[0]) {
                case "loss" -> losses.add(Double.valueOf(words[1]));
                case "weight" ->
                    weights.add(new Sample(words[1], Integer.parseInt(words[2]), Double.parseDouble(words[3])));
                default -> settings.put(words[0], words[1]);
            }
        });
        return new LearningGolden(settings, losses, weights);
    }

    String text(String name) {
        return settings.get(name);
    }

    double number(String name) {
        return Double.parseDouble(text(name));
    }

    double number(String name, double usual) {
        return settings.containsKey(name) ? number(name) : usual;
    }

    int integer(String name) {
        return Integer.parseInt(text(name));
    }

    LearnerSettings learner() {
        return new LearnerSettings(
                LearnerSettings.Kind.valueOf(text("kind")),
                number("decay"),
                integer("all") == 1,
                number("momentum"),
                number("smoothing"),
                number("clip"),
                number("ema"),
                1,
                7,
                number("beta1", 0.9));
    }

    FormulaBatch batch(int step) {
        return FormulaBatch.of(step, integer("pictures"), integer("size"), integer("classes"));
    }
}
