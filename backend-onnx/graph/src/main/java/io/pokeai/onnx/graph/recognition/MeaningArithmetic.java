package io.pokeai.onnx.graph.recognition;

import io.pokeai.onnx.graph.recognition.Meaning.Form;
import java.util.List;

/** What becomes of meanings when their numbers are added, multiplied or cut off. */
final class MeaningArithmetic {
    /** Numbers up to this one are added to avoid a division by zero, or are a lower bound before a logarithm. */
    private static final double EPSILON = 1e-3;

    private MeaningArithmetic() {}

    static Meaning sum(List<Meaning> terms, String operator) {
        Meaning sum = terms.get(0);
        for (Meaning term : terms.subList(1, terms.size())) {
            sum = sum(sum, term);
        }
        return sum.behind(operator);
    }

    private static Meaning sum(Meaning a, Meaning b) {
        if (a.is(Form.CONSTANT)) {
            return shifted(b, a);
        }
        if (b.is(Form.CONSTANT)) {
            return shifted(a, b);
        }
        double low = a.low() + b.low();
        double high = a.high() + b.high();
        if (a.form() == b.form() && a.isProbability()) {
            Meaning whole =
                    a.withScale(a.scale() + b.scale()).inRange(low, high).sureIf(a.sure() && b.sure());
            // The two subsets may be of different classes.
            return a.is(Form.SUBSET) ? whole.unsure() : whole;
        }
        if (a.is(Form.SCORES) && b.is(Form.SCORES)) {
            return a.inRange(low, high).sureIf(a.sure() && b.sure());
        }
        return Meaning.unknown("sum of " + a.because() + " and " + b.because()).inRange(low, high);
    }

    private static Meaning shifted(Meaning a, Meaning constant) {
        Meaning moved = a.inRange(a.low() + constant.low(), a.high() + constant.high());
        boolean tiny = Math.abs(constant.low()) <= EPSILON && Math.abs(constant.high()) <= EPSILON;
        if (tiny && a.isProbability()) {
            return a;
        }
        boolean changes = a.isProbability() || (a.is(Form.LOG) && !constant.isNumber());
        return changes ? moved.as(Form.UNKNOWN).unsure() : moved;
    }

    static Meaning difference(Meaning a, Meaning b, String operator) {
        Meaning negative = b.scaled(-1);
        if (a.isNumber() && b.is(Form.INDEPENDENT) && b.hasScaleOne() && a.low() == 1) {
            return b.inRange(0, 1).behind("1 −");
        }
        if (b.is(Form.CONSTANT)) {
            return sum(List.of(a, negative), operator);
        }
        if (a.is(Form.SCORES)) {
            // A term that all numbers of a row share does not change their softmax.
            return Meaning.scores(operator).sureIf(a.sure() && !b.isProbability());
        }
        Meaning unknown = Meaning.unknown(operator + " of " + a.because() + " and " + b.because());
        return unknown.inRange(a.low() - b.high(), a.high() - b.low());
    }

    static Meaning product(Meaning a, Meaning b, String operator) {
        if (a.is(Form.CONSTANT)) {
            return times(b, a).behind(operator);
        }
        if (b.is(Form.CONSTANT)) {
            return times(a, b).behind(operator);
        }
        if (a.is(Form.SCORES) || b.is(Form.SCORES)) {
            // x · sigmoid(x), too.
            return Meaning.scores(operator)
                    .sureIf((!a.is(Form.SCORES) || a.sure()) && (!b.is(Form.SCORES) || b.sure()));
        }
        if (a.is(Form.INDEPENDENT) && b.is(Form.INDEPENDENT)) {
            return a.withScale(a.scale() * b.scale())
                    .inRange(0, a.high() * b.high())
                    .behind(operator);
        }
        Meaning unknown = Meaning.unknown(operator + " of " + a.because() + " and " + b.because());
        return a.low() >= 0 && b.low() >= 0 ? unknown.inRange(0, a.high() * b.high()) : unknown;
    }

    private static Meaning times(Meaning a, Meaning constant) {
        if (constant.isNumber()) {
            return a.scaled(constant.low());
        }
        if (!a.isProbability()) {
            return a.is(Form.SCORES) ? Meaning.scores(a.because()).sureIf(a.sure()) : Meaning.unknown(a.because());
        }
        boolean mask = constant.low() >= 0 && constant.high() <= 1;
        return mask ? a.as(a.is(Form.EXCLUSIVE) ? Form.SUBSET : a.form()).unsure() : Meaning.unknown(a.because());
    }

    static Meaning quotient(Meaning a, Meaning b, String operator) {
        if (b.isNumber() && b.low() != 0) {
            return a.scaled(1 / b.low()).behind(operator);
        }
        if (a.is(Form.SCORES)) {
            return Meaning.scores(operator).sureIf(a.sure());
        }
        Meaning unknown = Meaning.unknown(operator + " of " + a.because() + " and " + b.because());
        boolean positive = a.low() >= 0 && b.low() > 0;
        return positive ? unknown.inRange(0, a.high() / b.low()) : unknown;
    }

    /** Cut off below {@code lowest} and above {@code highest}; NaN for a bound that is not known. */
    static Meaning clipped(Meaning a, double lowest, double highest, String operator) {
        if (Double.isNaN(lowest) || Double.isNaN(highest)) {
            return a.unsure().behind(operator);
        }
        double scale = Double.isNaN(a.scale()) ? 1 : a.scale();
        boolean harmless = lowest <= EPSILON * scale && highest >= (1 - EPSILON) * scale;
        if (a.isProbability() && harmless) {
            return a.behind(operator);
        }
        double low = Math.min(Math.max(a.low(), lowest), highest);
        double high = Math.max(Math.min(a.high(), highest), lowest);
        Meaning cut = a.is(Form.SCORES) ? a : a.as(Form.UNKNOWN).unsure();
        return cut.inRange(low, high).behind(operator);
    }

    /** One of several, element by element. */
    static Meaning either(List<Meaning> choices, String operator) {
        Meaning first = choices.get(0);
        double low = choices.stream().mapToDouble(Meaning::low).min().orElseThrow();
        double high = choices.stream().mapToDouble(Meaning::high).max().orElseThrow();
        boolean same = choices.stream().allMatch(choice -> choice.form() == first.form());
        boolean sure = choices.stream().allMatch(Meaning::sure);
        if (same && (first.is(Form.INDEPENDENT) || first.is(Form.SCORES))) {
            return first.inRange(low, high).sureIf(sure).behind(operator);
        }
        if (choices.stream().anyMatch(choice -> choice.is(Form.SCORES))
                && choices.stream().noneMatch(Meaning::isProbability)) {
            return Meaning.scores(operator).sureIf(sure);
        }
        return Meaning.unknown(operator + " of " + first.because()).inRange(low, high);
    }
}
