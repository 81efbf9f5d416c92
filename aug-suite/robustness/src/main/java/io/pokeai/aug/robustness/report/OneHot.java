package io.pokeai.aug.robustness.report;

import java.util.AbstractList;
import java.util.RandomAccess;

/** A target of so many classes: 1 for the one that is true, 0 for the others. */
final class OneHot extends AbstractList<Integer> implements RandomAccess {
    private final int classes;
    private final int label;

    OneHot(int classes, int label) {
        this.classes = classes;
        this.label = label;
    }

    @Override
    public Integer get(int index) {
        return index == label ? 1 : 0;
    }

    @Override
    public int size() {
        return classes;
    }
}
