package io.pokeai.aug.robustness.internal;

import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.engine.api.gate.GateQuestion;

/** Tells a swap how many answers of its gate are there, and the gate when its decision is no longer wanted. */
final class GateProgress implements RobustnessListener {
    /** A swap is told so often that people see it move; a gate may ask a hundred thousand answers. */
    private static final long TIMES = 500;

    private final GateQuestion question;
    private long wanted;
    private long done;
    private long told;

    GateProgress(GateQuestion question) {
        this.question = question;
    }

    @Override
    public void began(int cells, int finished, long answers) {
        wanted = answers;
        question.progress(0, wanted);
    }

    @Override
    public void pass(String what, long known) {
        done += known;
    }

    @Override
    public void asked(boolean answered) {
        done++;
        if (done >= wanted || done - told >= Math.max(1, wanted / TIMES)) {
            told = done;
            question.progress(Math.min(done, wanted), wanted);
        }
    }

    @Override
    public boolean cancelled() {
        return question.cancelled();
    }
}
