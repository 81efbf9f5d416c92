package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.runtime.PokeAi;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session that is opened and closed a thousand times leaves nothing behind. */
@Tag("slow")
class OpenCloseSoakIT {
    private static final int TIMES = 1000;
    private static final int SAMPLE_EVERY = 10;
    /** A session that stays open costs some hundred kB at least. */
    private static final double MAX_SLOPE = 20;

    @Test
    void memoryAndTemporaryFilesStayFlat() throws Exception {
        assumeTrue(ProcessFacts.available(), "needs /proc");
        Path artifacts = Scratch.folder("soak");
        KnownModel model = new KnownModel(5, 7, 2, 64, 3);
        model.write(artifacts, "known");
        byte[] picture = Pictures.png(Color.PINK, 64, 64);
        List<Long> resident = new ArrayList<>();
        List<String> temporary = Scratch.temporaryFiles();
        int threads = 0;
        for (int i = 0; i < TIMES; i++) {
            try (Engine engine = PokeAi.open(artifacts)) {
                var answer = engine.classify(Request.of("known", picture));
                assertThat(model.difference(answer.logits().orElseThrow(), Color.PINK))
                        .isLessThan(KnownModel.TOLERANCE);
            }
            if (i % SAMPLE_EVERY == 0) {
                System.gc();
                resident.add(ProcessFacts.self().residentKilobytes());
            }
            threads = i == TIMES / 2 ? Thread.activeCount() : threads;
        }
        double slope = Figures.slopeOfLastHalf(resident) / SAMPLE_EVERY;
        Figures.print("soak.open-close", TIMES, "sessions");
        Figures.print("soak.rss-first", resident.get(0), "kB");
        Figures.print("soak.rss-last", resident.get(resident.size() - 1), "kB");
        Figures.print("soak.rss-slope-last-half", slope, "kB/session");
        Figures.print(
                "soak.onnxruntime-copies",
                ProcessFacts.self().mapped("libonnxruntime.so").size(),
                "mapped");
        assertThat(slope).isLessThan(MAX_SLOPE);
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
        assertThat(Scratch.temporaryFiles()).isEqualTo(temporary);
        Scratch.delete(artifacts);
    }
}
