package io.pokeai.onnx.graph.recognition;

import java.util.List;

/**
 * What is known about the numbers of a tensor.
 *
 * @param form what they are
 * @param scale of {@link Form#EXCLUSIVE}: their sum over the classes; of {@link Form#SUBSET} and {@link Form#INDEPENDENT}: the
 *     most that one can be; NaN when it is not known
 * @param low lower bound of the numbers
 * @param high upper bound of the numbers
 * @param sure whether it follows from the graph; else a run has to show it
 * @param because the operators that it follows from, such as {@code Gather of Softmax}
 */
record Meaning(Form form, double scale, double low, double high, boolean sure, String because) {
    /** A softmax in half precision, or a term against division by zero, misses 1 by less. */
    static final double ROUNDING = 1e-2;

    private static final int LONGEST = 100;

    /** What numbers are, as far as their kind as scores goes. */
    enum Form {
        /** Probabilities of classes that exclude each other: all of them. */
        EXCLUSIVE,
        /** Probabilities of classes that exclude each other: some of them. */
        SUBSET,
        /** Probabilities of independent classes. */
        INDEPENDENT,
        /** Logarithms of exclusive probabilities. */
        LOG,
        /** Any numbers that a network computes. */
        SCORES,
        /** Sorted or counted, so that it is not known which class they belong to; or not scores at all. */
        LOST,
        /** The same for every picture. */
        CONSTANT,
        /** Anything. */
        UNKNOWN
    }

    static Meaning scores(String operator) {
        return new Meaning(Form.SCORES, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true, operator);
    }

    static Meaning unknown(String why) {
        return new Meaning(
                Form.UNKNOWN, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, shortened(why));
    }

    static Meaning lost(String operator) {
        return new Meaning(Form.LOST, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true, operator);
    }

    static Meaning exclusive(boolean sure, String operator) {
        return new Meaning(Form.EXCLUSIVE, 1, 0, 1, sure, operator);
    }

    static Meaning independent(String operator) {
        return new Meaning(Form.INDEPENDENT, 1, 0, 1, true, operator);
    }

    static Meaning log(String operator) {
        return new Meaning(Form.LOG, Double.NaN, Double.NEGATIVE_INFINITY, 0, true, operator);
    }

    /** A constant of these values; none when they are not known. */
    static Meaning constant(List<Double> values) {
        double low = values.stream().mapToDouble(v -> v).min().orElse(Double.NEGATIVE_INFINITY);
        double high = values.stream().mapToDouble(v -> v).max().orElse(Double.POSITIVE_INFINITY);
        return new Meaning(Form.CONSTANT, Double.NaN, low, high, true, "a constant");
    }

    boolean is(Form other) {
        return form == other;
    }

    /** Whether they are probabilities of any form. */
    boolean isProbability() {
        return form == Form.EXCLUSIVE || form == Form.SUBSET || form == Form.INDEPENDENT;
    }

    /** Whether it is one known number. */
    boolean isNumber() {
        return form == Form.CONSTANT && low == high && Double.isFinite(low);
    }

    boolean hasScaleOne() {
        return Math.abs(scale - 1) <= ROUNDING;
    }

    /** Whether the numbers lie in 0…1, in any form. */
    boolean isInUnitRange() {
        return low >= 0 && high <= 1;
    }

    Meaning as(Form other) {
        return new Meaning(other, scale, low, high, sure, because);
    }

    Meaning scaled(double factor) {
        double a = low * factor;
        double b = high * factor;
        return new Meaning(form, scale * factor, Math.min(a, b), Math.max(a, b), sure, because);
    }

    Meaning inRange(double lowest, double highest) {
        return new Meaning(form, scale, lowest, highest, sure, because);
    }

    Meaning withScale(double other) {
        return new Meaning(form, other, low, high, sure, because);
    }

    Meaning unsure() {
        return new Meaning(form, scale, low, high, false, because);
    }

    Meaning sureIf(boolean condition) {
        return condition ? this : unsure();
    }

    /** The same after another operator. */
    Meaning behind(String operator) {
        return new Meaning(form, scale, low, high, sure, shortened(operator + " of " + because));
    }

    /** As {@link #behind}, but several of the same operator in a row are named once. */
    Meaning behindOnce(String operator) {
        return because.startsWith(operator + " of ") ? this : behind(operator);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
