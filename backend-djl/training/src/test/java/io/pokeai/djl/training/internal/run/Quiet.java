package io.pokeai.djl.training.internal.run;

import java.util.ArrayList;
import java.util.List;

/** Stops after so many steps. */
final class Quiet implements TrainingListener {
    private final int most;
    private int steps;
    final List<String> lines = new ArrayList<>();

    Quiet(int most) {
        this.most = most;
    }

    @Override
    public void fold(int fold, int train, int validation) {
        lines.add("fold " + fold);
    }

    @Override
    public void skipped(int fold, String why) {
        lines.add("skipped " + fold);
    }

    @Override
    public void resumed(int epochs) {
        lines.add("resumed " + epochs);
    }

    @Override
    public void begun(int epoch, int count) {}

    @Override
    public void stepped() {
        steps++;
    }

    @Override
    public void ended(Epoch epoch, boolean best) {}

    @Override
    public boolean isCancelled() {
        return steps >= most;
    }
}
