package io.pokeai.aug.reports.pages;

import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.evaluation.calibration.ReliabilityBin;
import io.pokeai.aug.evaluation.labels.LabelIssue;
import io.pokeai.aug.evaluation.labels.LabelIssues;
import io.pokeai.aug.evaluation.selective.RiskPoint;
import io.pokeai.aug.evaluation.summary.Evaluation;
import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the page of one model is made of. Everything but the predictions may be missing; the page then shows less.
 *
 * <p><b>Threads</b> immutable, as far as its pictures are.
 *
 * @param predictions the answers
 * @param figures the numbers at the top, the most important first
 * @param reliability bins of confidence
 * @param risk by coverage
 * @param issues labels that may be wrong, the most suspicious first; indices are those of the predictions' classes
 * @param notices sentences that a reader must not miss: leaks, left-out plots, masked classes
 * @param pictures of the rows of {@code predictions}
 * @param issuePictures of the rows that {@code issues} name
 * @param pictureFolder where the files lie, as a prefix of links relative to the page, such as {@code ../../pictures/}; an
 *     empty text for no links
 */
public record ReportContent(
        Predictions predictions,
        List<Figure> figures,
        List<ReliabilityBin> reliability,
        List<RiskPoint> risk,
        List<LabelIssue> issues,
        List<String> notices,
        RowPictures pictures,
        RowPictures issuePictures,
        String pictureFolder) {
    private static final int CURVE_POINTS = 200;

    /** @throws EngineException {@code INVALID_ARGUMENT} when an issue names an unknown class */
    public ReportContent {
        figures = List.copyOf(figures);
        reliability = List.copyOf(reliability);
        risk = List.copyOf(risk);
        issues = List.copyOf(issues);
        notices = List.copyOf(notices);
        int known = predictions.classes().size();
        if (issues.stream().anyMatch(issue -> outside(issue.label(), known) || outside(issue.suggested(), known))) {
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
                RowPictures.NONE,
                RowPictures.NONE,
                "");
    }

    /**
     * The answers and all that is known of them, without pictures.
     *
     * @param evaluation of these predictions
     */
    public static ReportContent of(Predictions predictions, Evaluation evaluation) {
        EvaluationFigures figures = new EvaluationFigures(evaluation);
        return new ReportContent(
                predictions,
                figures.all(),
                evaluation.calibration().bins(),
                evaluation.risk().thinned(CURVE_POINTS),
                evaluation.labelIssues().map(LabelIssues::candidates).orElse(List.of()),
                figures.notices(),
                RowPictures.NONE,
                RowPictures.NONE,
                "");
    }

    /**
     * The same with pictures.
     *
     * @param ofRows of the rows of the predictions
     * @param ofIssues of the rows that label issues name: those of the out-of-fold predictions
     * @param folder as {@link #pictureFolder()}
     */
    public ReportContent withPictures(RowPictures ofRows, RowPictures ofIssues, String folder) {
        return new ReportContent(predictions, figures, reliability, risk, issues, notices, ofRows, ofIssues, folder);
    }

    /** The same with one more sentence. */
    public ReportContent withNotice(String notice) {
        List<String> more = new ArrayList<>(notices);
        more.add(notice);
        return new ReportContent(
                predictions, figures, reliability, risk, issues, more, pictures, issuePictures, pictureFolder);
    }
}
