package io.pokeai.spark.internal;

import io.pokeai.aug.robustness.KeptAnswers;
import io.pokeai.aug.robustness.PixelAnswers;
import io.pokeai.aug.robustness.PlanMerge;
import io.pokeai.aug.robustness.PlanPart;
import io.pokeai.aug.robustness.PlannedCell;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.cells.PartialCell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Answers the parts of a plan in executors, and joins them in the folder of the run. Each part is a task: what Spark runs twice, as a
 * straggler or after an executor was lost, counts once.
 *
 * <p><b>Threads</b> confined to one.
 *
 * @param pictures in a task, about
 */
public record ScatteredPlan(JavaSparkContext spark, HostSettings settings, int pictures) {
    /**
     * Asks about every cell that the folder does not have.
     *
     * @param asked says why pictures are left out
     * @param progress is told what was answered, and how many answers it has
     * @return how many answers were asked for
     * @throws io.pokeai.engine.api.EngineException what executors fail with, and {@link PlanMerge}
     */
    public long ask(
            Path folder, RobustnessPlan plan, KeptAnswers kept, PixelAnswers asked, ObjLongConsumer<String> progress) {
        try (PlanMerge merge = PlanMerge.begin(folder, plan, kept, asked)) {
            List<PlanPart> parts = merge.parts().cut(pictures);
            List<SharedPart> shared = new ArrayList<>();
            for (PlanPart part : parts) {
                shared.add(SharedPart.of(shared.size(), part));
            }
            Set<String> open = new HashSet<>();
            for (PlannedCell cell : merge.parts().wanted()) {
                open.add(SharedPlan.cell(cell));
            }
            SharedPlan travelling = SharedPlan.of(plan, kept, open);
            HostSettings host = settings;
            new OrderlessJob(spark)
                    .run(
                            shared,
                            part -> bytes(HostEngine.of(host).plan(travelling).ask(part)),
                            (number, answered) -> {
                                PlanPart part = parts.get(number);
                                merge.add(part, cells(answered));
                                progress.accept(
                                        merge.parts().title(part), merge.parts().answers(part));
                            });
            return parts.stream().mapToLong(merge.parts()::answers).sum();
        }
    }

    private static byte[][] bytes(List<PartialCell> cells) {
        return cells.stream().map(PartialCell::bytes).toArray(byte[][]::new);
    }

    private static List<PartialCell> cells(byte[][] answered) {
        List<PartialCell> cells = new ArrayList<>();
        for (byte[] each : answered) {
            cells.add(PartialCell.of(each));
        }
        return cells;
    }
}
