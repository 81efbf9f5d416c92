package io.pokeai.onnx.graph.recognition;

import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.OnnxHeader.Constant;
import io.pokeai.onnx.graph.OnnxHeader.Maker;
import io.pokeai.onnx.graph.recognition.Meaning.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks a graph from its output back to what makes the numbers probabilities, or to a layer that computes scores.
 *
 * <p>An operator that is not known here, or whose axes or constants cannot be seen, makes the answer unsure: then a run of
 * the model has to show what its numbers are.
 *
 * <p><b>Source</b> the operators as of ONNX 1.19, and those of ONNX Runtime's domain {@code com.microsoft} that its
 * quantisation makes.<br>
 * <b>Limits</b> {@value #MAX_STEPS} nodes, {@value #MAX_DEPTH} one behind the other.<br>
 * <b>Threads</b> confined to one; for one walk.
 */
final class OutputWalk {
    private static final int MAX_STEPS = 4_000;
    private static final int MAX_DEPTH = 48;
    // Whether a layer computes on scores or on probabilities is seen in what is close to it.
    private static final int DEPTH_BEFORE_LAYER = 6;

    private static final int SOFTMAX_OF_ONE_AXIS = 13;
    private static final Set<Long> FLOAT_TYPES = Set.of(1L, 10L, 11L, 16L);
    private static final String MICROSOFT = "com.microsoft:";

    private final OnnxHeader header;
    private final Ranks ranks;
    private final Sums sums;
    private int steps;

    OutputWalk(OnnxHeader header) {
        this.header = header;
        this.ranks = new Ranks(header);
        this.sums = new Sums(header);
    }

    /** What the numbers of the output are, whose classes lie along this axis. */
    Meaning of(String output, int classAxis, int rank) {
        return of(output, new Axis(classAxis, rank), MAX_DEPTH);
    }

    private Meaning of(String tensor, Axis axis, int depth) {
        Constant constant = header.constants().get(tensor);
        if (constant != null) {
            return Meaning.constant(constant.numbers());
        }
        Maker maker = header.makers().get(tensor);
        if (maker == null) {
            boolean picture =
                    header.inputs().stream().anyMatch(input -> input.name().equals(tensor));
            return picture ? Meaning.scores("the input") : Meaning.unknown("an unknown tensor");
        }
        if (maker.inputs().isEmpty() || depth == 0 || ++steps > MAX_STEPS) {
            return Meaning.unknown(maker.operator());
        }
        return made(maker, axis, depth - 1);
    }

    private Meaning made(Maker maker, Axis axis, int depth) {
        String operator = maker.operator();
        return switch (operator) {
            case "Identity", "Dropout", "QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "Expand" ->
                passed(maker, axis, depth);
            case "Cast" -> cast(maker, axis, depth);
            case "Flatten", "Reshape" -> first(maker, axis.beforeReshape(ranks.of(maker.input(0))), depth);
            case "Squeeze", "Unsqueeze", "Transpose" -> first(maker, axis.before(maker, ranks), depth);
            case "Softmax" -> softmax(maker, axis, opset());
            case MICROSOFT + "QLinearSoftmax" ->
                softmax(maker, axis, maker.integer("opset").orElse((long) SOFTMAX_OF_ONE_AXIS));
            case "LogSoftmax" -> Meaning.log(operator);
            case "Hardmax" -> Meaning.exclusive(true, operator);
            case "Sigmoid", "HardSigmoid", MICROSOFT + "QLinearSigmoid" -> Meaning.independent(operator);
            case "TopK", "ArgMax", "ArgMin" -> Meaning.lost(operator);
            case "Mean" -> mean(maker, axis, depth);
            case "Add", "Sum" -> MeaningArithmetic.sum(all(maker, axis, depth), operator);
            case "Sub" -> difference(maker, axis, depth);
            case "Mul" -> product(maker, axis, depth);
            case "Div" -> quotient(maker, axis, depth);
            case "Reciprocal" ->
                MeaningArithmetic.quotient(Meaning.constant(List.of(1.0)), first(maker, axis, depth), operator);
            case "Neg" -> first(maker, axis, depth).scaled(-1).behind(operator);
            case "Clip" -> clip(maker, axis, depth);
            case "Min", "Max" -> extreme(maker, axis, depth);
            case "Relu" -> MeaningArithmetic.clipped(first(maker, axis, depth), 0, Double.POSITIVE_INFINITY, operator);
            case "Round", "Floor", "Ceil" -> rounded(first(maker, axis, depth)).behind(operator);
            case "Exp" -> exponential(first(maker, axis, depth));
            case "Log" -> logarithm(first(maker, axis, depth));
            case "Tanh", "Softsign" -> between(first(maker, axis, depth), -1, operator);
            case "Sqrt", "Abs" -> between(first(maker, axis, depth), 0, operator);
            case "LpNormalization" -> normalised(maker, axis, depth);
            case "Gather" -> gather(maker, axis, depth);
            case "Slice", "Split", "GatherElements", "GatherND", "Compress" ->
                part(first(maker, Axis.LOST, depth), operator);
            case "Concat" -> concat(maker, axis, depth);
            case "If" -> branches(maker, axis, depth);
            case "Where" ->
                MeaningArithmetic.either(List.of(input(maker, 1, axis, depth), input(maker, 2, axis, depth)), operator);
            case "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin" -> reduced(maker, axis, depth);
            case "GlobalAveragePool", "AveragePool", MICROSOFT + "QLinearGlobalAveragePool" ->
                pooled(maker, axis, depth);
            default -> layer(maker, depth);
        };
    }

    private long opset() {
        return header.opsets().getOrDefault("", (long) SOFTMAX_OF_ONE_AXIS);
    }

    private Meaning first(Maker maker, Axis axis, int depth) {
        return input(maker, 0, axis, depth);
    }

    private Meaning input(Maker maker, int index, Axis axis, int depth) {
        return index < maker.inputs().size() && !maker.inputs().get(index).isEmpty()
                ? of(maker.inputs().get(index), axis, depth)
                : Meaning.unknown(maker.operator());
    }

    private List<Meaning> all(Maker maker, Axis axis, int depth) {
        return maker.inputs().stream().map(input -> of(input, axis, depth)).toList();
    }

    private Meaning passed(Maker maker, Axis axis, int depth) {
        if (maker.output() > 0) {
            return Meaning.unknown(maker.operator()); // a scale, or a mask
        }
        Meaning meaning = first(maker, axis, depth);
        return maker.operator().endsWith("QuantizeLinear") ? meaning.behind(maker.operator()) : meaning;
    }

    private Meaning cast(Maker maker, Axis axis, int depth) {
        Meaning meaning = first(maker, axis, depth);
        boolean toFloat = maker.integer("to").filter(FLOAT_TYPES::contains).isPresent();
        return toFloat || !meaning.isProbability() ? meaning : meaning.unsure();
    }

    /** Before operator set 13, all axes from the named one on are one. */
    private Meaning softmax(Maker maker, Axis axis, long opset) {
        int rank = ranks.of(maker.input(0));
        boolean oneAxis = opset >= SOFTMAX_OF_ONE_AXIS;
        int over = Axis.fromFront(maker.axis().orElse(oneAxis ? -1L : 1L), axis.isKnown() ? axis.rank() : rank);
        if (over == 0) {
            return Meaning.unknown(maker.operator() + " over the pictures");
        }
        if (!oneAxis && over == 1) {
            return Meaning.exclusive(true, maker.operator());
        }
        if (rank == 2 && over == 1) {
            return Meaning.exclusive(true, maker.operator());
        }
        boolean known = axis.isKnown() && over != Axis.UNKNOWN;
        if (known && over != axis.index()) {
            return Meaning.unknown(maker.operator() + " over another axis than the classes");
        }
        return Meaning.exclusive(known, maker.operator());
    }

    private Meaning mean(Maker maker, Axis axis, int depth) {
        List<Meaning> all = all(maker, axis, depth);
        Meaning sum = MeaningArithmetic.sum(all, maker.operator());
        return sum.scaled(1.0 / all.size());
    }

    private Meaning difference(Maker maker, Axis axis, int depth) {
        Maker second = header.makers().get(maker.input(1));
        if (second != null && sums.isLogOfSum(second, maker.input(0))) {
            return Meaning.log("log of softmax");
        }
        return MeaningArithmetic.difference(first(maker, axis, depth), input(maker, 1, axis, depth), maker.operator());
    }

    private Meaning product(Maker maker, Axis axis, int depth) {
        for (int i = 0; i < 2 && maker.inputs().size() == 2; i++) {
            Maker reciprocal = header.makers().get(maker.inputs().get(i));
            if (reciprocal != null && reciprocal.operator().equals("Reciprocal")) {
                String numerator = maker.inputs().get(1 - i);
                if (sums.isSumOf(reciprocal.input(0), numerator)) {
                    return shares(reciprocal.input(0), numerator, axis, depth);
                }
            }
        }
        return MeaningArithmetic.product(first(maker, axis, depth), input(maker, 1, axis, depth), maker.operator());
    }

    private Meaning quotient(Maker maker, Axis axis, int depth) {
        if (maker.inputs().size() == 2 && sums.isSumOf(maker.input(1), maker.input(0))) {
            return shares(maker.input(1), maker.input(0), axis, depth);
        }
        return MeaningArithmetic.quotient(first(maker, axis, depth), input(maker, 1, axis, depth), maker.operator());
    }

    /** Numbers that are divided by their sum: probabilities, unless some of them are negative. */
    private Meaning shares(String sum, String numbers, Axis axis, int depth) {
        boolean positive = of(numbers, axis, depth).low() >= 0;
        List<Long> axes = sums.maker(sum).map(ranks::axes).orElse(List.of());
        boolean overClasses =
                axis.isKnown() && axes.size() == 1 && Axis.fromFront(axes.get(0), axis.rank()) == axis.index();
        if (axis.isKnown() && axes.size() == 1 && !overClasses) {
            return Meaning.unknown("Div by a sum over another axis than the classes");
        }
        return Meaning.exclusive(positive && overClasses, "Div by the sum");
    }

    private Meaning clip(Maker maker, Axis axis, int depth) {
        return MeaningArithmetic.clipped(
                first(maker, axis, depth),
                bound(maker, "min", 1, Double.NEGATIVE_INFINITY),
                bound(maker, "max", 2, Double.POSITIVE_INFINITY),
                maker.operator());
    }

    /** A bound of {@code Clip}: an attribute before operator set 11, then an input; NaN when it cannot be seen. */
    private double bound(Maker maker, String name, int input, double none) {
        Map<String, Float> numbers = maker.numbers();
        if (numbers.containsKey(name)) {
            return numbers.get(name);
        }
        if (input >= maker.inputs().size() || maker.inputs().get(input).isEmpty()) {
            return none;
        }
        Constant constant = header.constants().get(maker.inputs().get(input));
        return constant == null || constant.numbers().size() != 1
                ? Double.NaN
                : constant.numbers().get(0);
    }

    private Meaning extreme(Maker maker, Axis axis, int depth) {
        List<Meaning> all = all(maker, axis, depth);
        List<Meaning> varying =
                all.stream().filter(meaning -> !meaning.is(Form.CONSTANT)).toList();
        if (varying.size() != 1) {
            return MeaningArithmetic.either(all, maker.operator());
        }
        double bound = all.stream()
                .filter(meaning -> meaning.is(Form.CONSTANT))
                .mapToDouble(meaning -> meaning.isNumber() ? meaning.low() : Double.NaN)
                .reduce(
                        maker.operator().equals("Max") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY,
                        (a, b) -> maker.operator().equals("Max") ? Math.max(a, b) : Math.min(a, b));
        return maker.operator().equals("Max")
                ? MeaningArithmetic.clipped(varying.get(0), bound, Double.POSITIVE_INFINITY, maker.operator())
                : MeaningArithmetic.clipped(varying.get(0), Double.NEGATIVE_INFINITY, bound, maker.operator());
    }

    private static Meaning rounded(Meaning meaning) {
        return meaning.isProbability()
                ? meaning
                : meaning.inRange(Math.floor(meaning.low()), Math.ceil(meaning.high()));
    }

    private static Meaning exponential(Meaning meaning) {
        return meaning.is(Form.LOG)
                ? Meaning.exclusive(meaning.sure(), "Exp of " + meaning.because())
                : Meaning.unknown("Exp of " + meaning.because()).inRange(0, Math.exp(meaning.high()));
    }

    private static Meaning logarithm(Meaning meaning) {
        return meaning.is(Form.EXCLUSIVE)
                ? Meaning.log("Log of " + meaning.because()).sureIf(meaning.sure())
                : Meaning.unknown("Log of " + meaning.because());
    }

    private static Meaning between(Meaning meaning, double low, String operator) {
        Meaning bounded =
                meaning.is(Form.SCORES) ? Meaning.scores(operator).sureIf(meaning.sure()) : Meaning.unknown(operator);
        return bounded.inRange(low, low < 0 ? 1 : Double.POSITIVE_INFINITY);
    }

    /** The sum of absolute values is 1, or that of squares. */
    private Meaning normalised(Maker maker, Axis axis, int depth) {
        Meaning meaning = first(maker, axis, depth);
        boolean bySum = maker.integer("p").orElse(2L) == 1;
        return bySum && meaning.low() >= 0
                ? Meaning.exclusive(false, maker.operator())
                : Meaning.scores(maker.operator()).sureIf(meaning.sure());
    }

    private Meaning gather(Maker maker, Axis axis, int depth) {
        int rank = ranks.of(maker.input(0));
        int over = Axis.fromFront(maker.axis().orElse(0L), rank);
        Constant indices = header.constants().get(maker.input(1));
        int indexRank = indices == null ? Ranks.UNKNOWN : indices.shape().size();
        if (!axis.isKnown() || rank == Ranks.UNKNOWN || indexRank > 1 || indexRank == Ranks.UNKNOWN) {
            return part(first(maker, Axis.LOST, depth), maker.operator());
        }
        if (indexRank == 1) {
            Meaning meaning = first(maker, axis, depth);
            return over == axis.index() ? part(meaning, maker.operator()) : meaning.behind(maker.operator());
        }
        return first(maker, axis.beforeRemoval(List.of((long) over), rank), depth)
                .behind(maker.operator());
    }

    /** Some of the numbers, or all of them in another order. */
    private static Meaning part(Meaning meaning, String operator) {
        return (meaning.is(Form.EXCLUSIVE) ? meaning.as(Form.SUBSET) : meaning).behind(operator);
    }

    private Meaning concat(Maker maker, Axis axis, int depth) {
        List<Meaning> all = all(maker, axis, depth);
        Meaning first = all.get(0);
        Meaning either = MeaningArithmetic.either(all, maker.operator());
        int over = Axis.fromFront(maker.axis().orElse(0L), axis.rank());
        boolean sameScale = all.stream().allMatch(meaning -> Math.abs(meaning.scale() - first.scale()) < 1e-6);
        boolean exclusive = all.stream().allMatch(meaning -> meaning.is(Form.EXCLUSIVE));
        if (exclusive && sameScale && axis.isKnown() && over != axis.index()) {
            return first.sureIf(all.stream().allMatch(Meaning::sure)).behind(maker.operator());
        }
        // p and 1 − p side by side exclude each other.
        return either.is(Form.INDEPENDENT) && all.size() == 2 ? either.unsure() : either;
    }

    /** An {@code If}: what both branches are. If they differ, the graph does not tell which one answers for a picture. */
    private Meaning branches(Maker maker, Axis axis, int depth) {
        if (maker.inputs().size() != 3) {
            return Meaning.unknown(maker.operator());
        }
        Meaning first = input(maker, 1, axis, depth);
        Meaning second = input(maker, 2, axis, depth);
        boolean sameScale = !first.isProbability() || Math.abs(first.scale() - second.scale()) < 1e-6;
        if (first.form() == second.form() && sameScale && !first.is(Form.UNKNOWN)) {
            return first.inRange(Math.min(first.low(), second.low()), Math.max(first.high(), second.high()))
                    .sureIf(first.sure() && second.sure())
                    .behindOnce(maker.operator());
        }
        return Meaning.unknown("If of " + first.because() + " or " + second.because() + ", which differ")
                .inRange(Math.min(first.low(), second.low()), Math.max(first.high(), second.high()));
    }

    private Meaning reduced(Maker maker, Axis axis, int depth) {
        int rank = ranks.of(maker.input(0));
        List<Long> axes = ranks.axes(maker);
        boolean seen = axis.isKnown() && rank != Ranks.UNKNOWN && !axes.isEmpty();
        Axis before = !seen
                ? Axis.LOST
                : Ranks.keepsDimensions(maker) ? new Axis(axis.index(), rank) : axis.beforeRemoval(axes, rank);
        Meaning meaning = first(maker, before, depth).behind(maker.operator());
        if (before.isKnown() && Axis.isIn(axes, before.index(), rank)) {
            return Meaning.unknown(maker.operator() + " over the classes");
        }
        if (maker.operator().equals("ReduceMean") || !meaning.isProbability()) {
            return meaning.isProbability() ? meaning.sureIf(seen && meaning.sure()) : widened(maker, meaning);
        }
        if (maker.operator().equals("ReduceSum")) {
            // How many numbers are added is usually not in the file; a later node divides by it.
            return Meaning.unknown(meaning.because()).inRange(0, Double.POSITIVE_INFINITY);
        }
        return meaning.is(Form.INDEPENDENT)
                ? meaning
                : Meaning.unknown(meaning.because()).inRange(0, meaning.high());
    }

    private static Meaning widened(Maker maker, Meaning meaning) {
        return maker.operator().equals("ReduceSum")
                ? meaning.inRange(meaning.low() >= 0 ? 0 : Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                : meaning;
    }

    private Meaning pooled(Maker maker, Axis axis, int depth) {
        Meaning meaning = first(maker, axis.isKnown() ? axis : Axis.LOST, depth);
        return meaning.isProbability() && axis.index() != 1 ? meaning.unsure() : meaning.behind(maker.operator());
    }

    /** A layer makes scores of anything but probabilities; of those, a weighted sum may be probabilities again. */
    private Meaning layer(Maker maker, int depth) {
        if (!Layers.NAMES.contains(maker.operator())) {
            return Meaning.unknown(maker.operator());
        }
        List<String> before = new ArrayList<>();
        for (String input : maker.inputs()) {
            if (!input.isEmpty() && !header.constants().containsKey(input)) {
                before.add(input);
            }
        }
        for (String input : before) {
            Meaning meaning = of(input, Axis.LOST, Math.min(depth, DEPTH_BEFORE_LAYER));
            if (meaning.isProbability() || meaning.is(Form.LOST)) {
                return Meaning.unknown(maker.operator() + " of " + meaning.because());
            }
        }
        return Meaning.scores(maker.operator());
    }
}
