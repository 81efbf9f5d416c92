package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.StateDict;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the names and shapes of a state dict say about a network. */
record Names(StateDict tensors) {
    boolean has(String name) {
        return tensors.contains(name);
    }

    boolean hasAnyBelow(String prefix) {
        return tensors.tensors().keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    boolean hasAny(Pattern name) {
        return tensors.tensors().keySet().stream()
                .anyMatch(found -> name.matcher(found).matches());
    }

    /** A size of a tensor; 0 when there is no such tensor or axis. */
    int size(String name, int axis) {
        return tensors.find(name)
                .map(tensor -> tensor.shape())
                .filter(shape -> axis < shape.size())
                .map(shape -> (int) Math.min(shape.get(axis), Integer.MAX_VALUE))
                .orElse(0);
    }

    /** How many modules {@code prefix0.}, {@code prefix1.}, … there are, by the highest number. */
    int blocks(String prefix) {
        Pattern module = Pattern.compile(Pattern.quote(prefix) + "(\\d{1,3})\\..*");
        return tensors.tensors().keySet().stream()
                .map(module::matcher)
                .filter(Matcher::matches)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)) + 1)
                .max()
                .orElse(0);
    }

    /** The number of classes, by the last linear layer; 1 when there is none; the layer is then reported as missing. */
    int classes(String head) {
        return Math.max(1, size(head + ".weight", 0));
    }
}
