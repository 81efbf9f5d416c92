package io.pokeai.spark.internal;

import io.pokeai.aug.robustness.KeptAnswers;
import io.pokeai.aug.robustness.PlannedCell;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A plan as it travels to executors: names, and what has to be the same there.
 *
 * @param id tells plans apart
 * @param models that are asked
 * @param corruptions beside clean pictures
 * @param seed of the random numbers
 * @param labels of the whole data set
 * @param open the cells that are asked about, as {@link #cell}
 * @param keepsProbabilities whether all probabilities are kept
 */
record SharedPlan(
        String id,
        List<SharedModel> models,
        List<SharedCorruption> corruptions,
        long seed,
        Set<String> labels,
        Set<String> open,
        boolean keepsProbabilities)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * A model, and what it was in the driver.
     *
     * @param name what it is asked by
     * @param title what files are named after
     * @param version content hash of its files
     * @param backend what computes
     */
    record SharedModel(String name, String title, String version, String backend) implements Serializable {
        private static final long serialVersionUID = 1;

        static SharedModel of(TestedModel model) {
            return new SharedModel(
                    model.name(),
                    model.title(),
                    model.identity().version(),
                    model.identity().backend());
        }
    }

    /**
     * A corruption.
     *
     * @param definitions at each of the severities
     * @param exact by way of PokeAI's intermediate file
     */
    record SharedCorruption(String name, List<Integer> severities, List<String> definitions, boolean exact)
            implements Serializable {
        private static final long serialVersionUID = 1;

        static SharedCorruption of(PlannedCorruption corruption) {
            List<String> definitions =
                    corruption.severities().stream().map(corruption::definition).toList();
            return new SharedCorruption(corruption.name(), corruption.severities(), definitions, corruption.exact());
        }
    }

    /** @param open of the cells of the plan, those that are asked about */
    static SharedPlan of(RobustnessPlan plan, KeptAnswers kept, Set<String> open) {
        List<SharedCorruption> corruptions = new ArrayList<>();
        for (PlannedCorruption corruption : plan.corruptions()) {
            if (corruption.augmentation().isPresent()) {
                corruptions.add(SharedCorruption.of(corruption));
            }
        }
        return new SharedPlan(
                java.util.UUID.randomUUID().toString(),
                plan.models().stream().map(SharedModel::of).toList(),
                List.copyOf(corruptions),
                plan.seed(),
                Set.copyOf(plan.pictures().labels()),
                Set.copyOf(open),
                kept == KeptAnswers.PROBABILITIES);
    }

    KeptAnswers kept() {
        return keepsProbabilities ? KeptAnswers.PROBABILITIES : KeptAnswers.CLASSES;
    }

    /** A cell by its names, which are the same on all machines; its key names the data set. */
    static String cell(PlannedCell cell) {
        return cell.model().title() + '\n' + cell.corruption().name() + '\n' + cell.severity();
    }
}
