package io.pokeai.engine.checkpoint.internal.pickle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values of a running pickle; what lies below the last mark cannot be popped. */
final class PickleStack {
    private final ArrayList<Object> values = new ArrayList<>();
    private int[] marks = new int[16];
    private int markCount;

    void push(Object value) {
        values.add(value);
    }

    void mark() {
        if (markCount == marks.length) {
            marks = Arrays.copyOf(marks, markCount * 2);
        }
        marks[markCount++] = values.size();
    }

    Object pop() throws UnfitException {
        needOne();
        return values.remove(values.size() - 1);
    }

    Object top() throws UnfitException {
        needOne();
        return values.get(values.size() - 1);
    }

    /** Opcode POP: drops the top value, or the mark if it is on top. */
    void drop() throws UnfitException {
        if (markCount > 0 && marks[markCount - 1] == values.size()) {
            markCount--;
        } else {
            pop();
        }
    }

    /** All above the last mark, in order, and the mark itself. */
    List<Object> popToMark() throws UnfitException {
        if (markCount == 0) {
            throw UnfitException.damaged("an instruction that needs a MARK finds none");
        }
        int from = marks[--markCount];
        List<Object> above = values.subList(from, values.size());
        List<Object> popped = new ArrayList<>(above);
        above.clear();
        return popped;
    }

    /** The last {@code count}, in order. */
    Object[] pop(int count) throws UnfitException {
        if (values.size() - floor() < count) {
            throw underflow();
        }
        Object[] popped = new Object[count];
        for (int i = count - 1; i >= 0; i--) {
            popped[i] = values.remove(values.size() - 1);
        }
        return popped;
    }

    private void needOne() throws UnfitException {
        if (values.size() <= floor()) {
            throw underflow();
        }
    }

    private int floor() {
        return markCount == 0 ? 0 : marks[markCount - 1];
    }

    private static UnfitException underflow() {
        return UnfitException.damaged("an instruction finds too few values");
    }
}
