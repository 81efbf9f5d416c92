package io.pokeai.aug.corruptions.internal;

import io.pokeai.engine.api.augmentation.AugmentationInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where corruptions come from, and what reports say of them. */
public enum CorruptionFamily {
    NOISE(CorruptionFamily.COMMON),
    BLUR(CorruptionFamily.COMMON),
    WEATHER(CorruptionFamily.COMMON),
    DIGITAL(CorruptionFamily.COMMON),
    BAR("Mintun, Kirillov, Xie, NeurIPS 2021 (arXiv 2102.11273): ImageNet-C-bar"),
    EDGE("this project: camera and edge-device corruptions, tables of version 1"),
    POKEAI("PokeAI: training/eval_augmentation.py"),
    SEQUENCE("after Hendrycks, Dietterich, ICLR 2019 (arXiv 1903.12261): ImageNet-P");

    private static final String COMMON =
            "Hendrycks, Dietterich, ICLR 2019 (arXiv 1903.12261): ImageNet-C, as imagecorruptions 1.1.2 computes it";

    private final String source;

    CorruptionFamily(String source) {
        this.source = source;
    }

    /** An augmentation that draws random numbers. */
    public AugmentationInfo random(long id, String name, List<String> parameters) {
        return new AugmentationInfo(name, id, label(), parameters, false, source);
    }

    /** An augmentation that draws none. */
    public AugmentationInfo fixed(long id, String name, List<String> parameters) {
        return new AugmentationInfo(name, id, label(), parameters, true, source);
    }

    private String label() {
        return this == BAR ? "c-bar" : name().toLowerCase(Locale.ROOT);
    }

    /** {@code name=value}, one for each severity. */
    public static List<String> parameters(String name, double... values) {
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add(name + "=" + text(value));
        }
        return texts;
    }

    /**
     * {@code name=value name=value …}, one line for each severity.
     *
     * @param names separated by blanks
     */
    public static List<String> parameters(String names, double[][] rows) {
        String[] columns = names.split(" ", -1);
        List<String> texts = new ArrayList<>();
        for (double[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns.length; i++) {
                line.append(i == 0 ? "" : " ").append(columns[i]).append('=').append(text(row[i]));
            }
            texts.add(line.toString());
        }
        return texts;
    }

    private static String text(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
