package io.pokeai.aug.reports.pages;

import io.pokeai.aug.evaluation.selective.RiskPoint;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.evaluation.summary.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The numbers of an evaluation that a page shows at its top, and the sentences that a reader must not miss. */
final class EvaluationFigures {
    private final Evaluation evaluation;

    EvaluationFigures(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        figures.add(share("accuracy", "Accuracy", evaluation.accuracy(), "Right answers of all pictures."));
        evaluation
                .leakAdjusted()
                .flatMap(leak -> leak.withoutTwin())
                .ifPresent(share -> figures.add(share(
                        "leak_adjusted_accuracy",
                        "Accuracy without leaks",
                        share,
                        "Only the " + PageNumbers.count(share.total())
                                + " pictures without a twin in the training rows.")));
        evaluation
                .leakAdjusted()
                .flatMap(leak -> leak.withTwin())
                .ifPresent(share -> figures.add(share(
                        "accuracy_with_twin",
                        "Accuracy on leaks",
                        share,
                        "Only the " + PageNumbers.count(share.total())
                                + " pictures with a twin in the training rows.")));
        for (int k : evaluation.options().topK()) {
            if (k > 1 && k < evaluation.answers().classes().size()) {
                figures.add(share(
                        "top_" + k + "_accuracy",
                        "Top-" + k + " accuracy",
                        evaluation.topK(k).hits(),
                        "The true class is among the first " + k + "."));
            }
        }
        means(figures);
        probabilities(figures);
        return figures;
    }

    private void means(List<Figure> figures) {
        var scores = evaluation.scores();
        var resampled = evaluation.resampled();
        figures.add(Figure.share(
                "macro_f1", "Macro F1", scores.macroF1(), resampled.macroF1(), "Mean of the classes that occur."));
        figures.add(Figure.share(
                "weighted_f1", "Weighted F1", scores.weighted().f1(), "Mean of the classes, by their pictures."));
        figures.add(Figure.share(
                "macro_precision",
                "Macro precision",
                scores.macroPrecision(),
                resampled.macroPrecision(),
                "Mean of the classes that occur."));
        figures.add(Figure.share(
                "balanced_accuracy",
                "Balanced accuracy",
                scores.balancedAccuracy(),
                resampled.balancedAccuracy(),
                "Mean recall of the classes that have pictures."));
    }

    private void probabilities(List<Figure> figures) {
        var resampled = evaluation.resampled();
        figures.add(Figure.number(
                "ece_debiased",
                "Calibration error",
                evaluation.calibration().debiasedExpectedError(),
                evaluation.calibration().expectedErrorInterval(),
                "ECE over " + evaluation.options().bins().count() + " bins, debiased; plain "
                        + PageNumbers.number(evaluation.calibration().expectedError()) + "."));
        figures.add(Figure.number(
                "log_loss",
                "Log loss (NLL)",
                evaluation.probability().logLoss(),
                resampled.logLoss(),
                "In nats; 0 is best."));
        figures.add(Figure.number(
                "brier",
                "Brier score",
                evaluation.probability().brier(),
                resampled.brier(),
                "0 is best, " + (evaluation.answers().classes().size() < 3 ? "1" : "2") + " worst."));
        figures.add(Figure.number(
                "augrc",
                "AUGRC",
                evaluation.risk().augrc(),
                resampled.augrc(),
                "Mean risk of an undetected failure; 0 is best."));
        double allowed = evaluation.options().risk();
        String risk = String.format(Locale.ROOT, "%.0f %%", allowed * 100);
        figures.add(Figure.share(
                "coverage_at_risk",
                "Coverage at " + risk + " risk",
                evaluation.risk().atRisk(allowed).map(RiskPoint::coverage).orElse(0.0),
                "The share that can be answered with at most " + risk + " wrong answers."));
    }

    List<String> notices() {
        List<String> notices = new ArrayList<>();
        evaluation
                .leakAdjusted()
                .flatMap(leak -> leak.withTwin())
                .ifPresent(twins -> notices.add(String.format(
                        Locale.ROOT,
                        "%,d of %,d test pictures have a twin in the training rows: the plain accuracy is optimistic.",
                        twins.total(),
                        evaluation.answers().size())));
        int absent = evaluation.answers().classes().size()
                - evaluation.scores().matrix().present().length;
        if (absent > 0) {
            notices.add(PageNumbers.count(absent) + (absent == 1 ? " class occurs" : " classes occur")
                    + " neither as truth nor as answer; means leave "
                    + (absent == 1 ? "it" : "them") + " out.");
        }
        evaluation.run().skipped().ifPresent(skipped -> {
            if (skipped > 0) {
                notices.add(PageNumbers.count(skipped) + (skipped == 1 ? " row" : " rows")
                        + " of the split could not be answered and count in no figure.");
            }
        });
        return notices;
    }

    private static Figure share(String id, String name, Proportion share, String meaning) {
        return Figure.share(id, name, share.value(), share.wilson(), meaning);
    }
}
