package io.pokeai.onnx.graph.recognition;

import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.OnnxHeader.Maker;
import java.util.Optional;
import java.util.Set;

/** Recognises sums of the numbers of a row, by which they are divided. <b>Threads</b> immutable. */
record Sums(OnnxHeader header) {
    private static final int MAX_STEPS = 8;

    /** Operators that only spread a sum over its row again, or keep it from being 0. */
    private static final Set<String> SPREADING =
            Set.of("Expand", "Identity", "Unsqueeze", "Reshape", "Clip", "Max", "Add", "Cast");

    private static final Set<String> SUMS = Set.of("ReduceSum", "ReduceL1");

    /** The node that computes the sum which a tensor holds; empty if the tensor does not hold a sum. */
    Optional<Maker> maker(String tensor) {
        Maker maker = header.makers().get(tensor);
        for (int step = 0; step < MAX_STEPS && maker != null && SPREADING.contains(maker.operator()); step++) {
            maker = header.makers().get(maker.input(0));
        }
        return Optional.ofNullable(maker).filter(sum -> SUMS.contains(sum.operator()));
    }

    /** Whether a tensor is the sum of these numbers. */
    boolean isSumOf(String tensor, String numbers) {
        return maker(tensor).filter(sum -> sum.input(0).equals(numbers)).isPresent();
    }

    /** Whether a node makes {@code log Σ exp} of a tensor. */
    boolean isLogOfSum(Maker maker, String tensor) {
        if (maker.operator().equals("ReduceLogSumExp")) {
            return maker.input(0).equals(tensor);
        }
        if (!maker.operator().equals("Log")) {
            return false;
        }
        return maker(maker.input(0))
                .map(sum -> header.makers().get(sum.input(0)))
                .filter(exponential -> exponential.operator().equals("Exp"))
                .filter(exponential -> exponential.input(0).equals(tensor))
                .isPresent();
    }
}
