package io.pokeai.aug.reports.pages;

import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.reports.plots.ReliabilityBin;
import io.pokeai.aug.reports.plots.RiskPoint;
import io.pokeai.engine.api.EngineException;
import java.util.List;

/**
 * What the page of one model is made of. Everything but the predictions may be missing; the page then shows less.
 *
 * <p><b>Threads</b> immutable, as far as its pictures are.
 *
 * @param predictions the answers
 * @param figures the numbers at the top, the most important first
 * @param classes for each class, in index order; empty when there are no intervals
 * @param reliability bins of confidence
 * @param risk by coverage
 * @param suspects labels that may be wrong, the most suspicious first
 * @param notices sentences that a reader must not miss: leaks, left-out plots, masked classes
 * @param pictures of the rows of {@code predictions}
 * @param suspectPictures of the rows that {@code suspects} name
 * @param pictureFolder where the files lie, as a prefix of links relative to the page, such as {@code ../../pictures/}; an
 *     empty text for no links
 */
public record ReportContent(
        Predictions predictions,
        List<Figure> figures,
        List<ClassFigures> classes,
        List<ReliabilityBin> reliability,
        List<RiskPoint> risk,
        List<SuspectLabel> suspects,
        List<String> notices,
        RowPictures pictures,
        RowPictures suspectPictures,
        String pictureFolder) {
    /** @throws EngineException {@code INVALID_ARGUMENT} when there are figures for another number of classes */
    public ReportContent {
        figures = List.copyOf(figures);
        classes = List.copyOf(classes);
        reliability = List.copyOf(reliability);
        risk = List.copyOf(risk);
        suspects = List.copyOf(suspects);
        notices = List.copyOf(notices);
        int known = predictions.classes().size();
        if (!classes.isEmpty() && classes.size() != known) {
            throw EngineException.invalidArgument(
                    "Figures of " + classes.size() + " classes were given for " + known + " classes.",
                    "Give figures for each class, or none.");
        }
        if (suspects.stream().anyMatch(suspect -> outside(suspect.label(), known) || outside(suspect.suggested(), known))) {
            throw EngineException.invalidArgument(
                    "A suspicious label is outside of the " + known + " classes.", "Classes are counted from 0.");
        }
    }

    private static boolean outside(int index, int classes) {
        return index < 0 || index >= classes;
    }

    /** The answers alone: everything else is empty. */
    public static ReportContent of(Predictions predictions) {
        return new ReportContent(
                predictions,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                RowPictures.NONE,
                RowPictures.NONE,
                "");
    }
}
