package io.pokeai.aug.evaluation.summary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.aug.evaluation.ClassScores;
import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.aug.evaluation.calibration.ReliabilityBin;
import io.pokeai.aug.evaluation.labels.LabelIssues;
import io.pokeai.aug.evaluation.scores.ClassRow;
import io.pokeai.aug.evaluation.scores.ConfusedPair;
import io.pokeai.aug.evaluation.scores.FoldDisagreement;
import io.pokeai.aug.evaluation.scores.ProbabilityScores;
import io.pokeai.aug.evaluation.selective.RiskPoint;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Writes an evaluation as docs/evaluation-json.md and evaluation.schema.json describe it. */
final class EvaluationJson {
    private static final String PERCENTILE = "bootstrap_percentile";
    private static final String INVERTED = "test_inversion";
    /** A curve of more points looks the same. */
    private static final int CURVE_POINTS = 201;

    private final Evaluation evaluation;

    EvaluationJson(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    void write(Writer writer) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(writer)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            new Body(json).write();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** One document being written. */
    private final class Body {
        private final JsonGenerator json;
        private final JsonFields fields;
        private final Resampled resampled = evaluation.resampled();

        Body(JsonGenerator json) {
            this.json = json;
            fields = new JsonFields(json);
        }

        void write() throws IOException {
            json.writeStringField("format", "pokeai.evaluation");
            json.writeNumberField("format_version", 1);
            json.writeStringField("model", evaluation.model());
            json.writeNumberField("rows", evaluation.answers().size());
            run();
            bootstrap();
            accuracies();
            means();
            probabilities();
            calibration();
            selective();
            disagreement();
            leakAdjusted();
            labelIssues();
            classes();
            confusion();
            confusedPairs();
        }

        private void run() throws IOException {
            RunFacts run = evaluation.run();
            json.writeObjectFieldStart("run");
            fields.text("model_version", run.modelVersion());
            fields.text("backend", run.backend());
            whole("folds", run.folds().isPresent(), run.folds().orElse(0));
            fields.text("split", run.split());
            fields.text("split_sha256", run.splitSha256());
            whole("skipped_rows", run.skipped().isPresent(), run.skipped().orElse(0));
            whole("model_bytes", run.modelBytes().isPresent(), run.modelBytes().orElse(0));
            fields.number("milliseconds_per_picture", run.millisecondsPerPicture());
            json.writeEndObject();
        }

        private void whole(String name, boolean known, long value) throws IOException {
            if (known) {
                json.writeNumberField(name, value);
            } else {
                json.writeNullField(name);
            }
        }

        private void bootstrap() throws IOException {
            json.writeObjectFieldStart("bootstrap");
            json.writeNumberField("draws", evaluation.options().draws().count());
            json.writeNumberField("seed", evaluation.options().draws().seed());
            json.writeStringField("rows", "with replacement, not stratified");
            fields.number("level", Interval.LEVEL);
            json.writeEndObject();
        }

        private void accuracies() throws IOException {
            share("accuracy", evaluation.accuracy());
            json.writeArrayFieldStart("top_k");
            for (int k : evaluation.options().topK()) {
                json.writeStartObject();
                json.writeNumberField("k", k);
                fields.share(evaluation.topK(k).hits());
                json.writeEndObject();
            }
            json.writeEndArray();
            fields.estimate(
                    "balanced_accuracy",
                    evaluation.scores().balancedAccuracy(),
                    resampled.balancedAccuracy(),
                    PERCENTILE);
        }

        private void share(String name, Proportion share) throws IOException {
            json.writeObjectFieldStart(name);
            fields.share(share);
            json.writeEndObject();
        }

        private void means() throws IOException {
            ClassScores scores = evaluation.scores();
            json.writeObjectFieldStart("macro");
            json.writeStringField("over", "classes that occur as truth or as answer");
            json.writeNumberField("classes", scores.matrix().present().length);
            fields.estimate("precision", scores.macroPrecision(), resampled.macroPrecision(), PERCENTILE);
            fields.number("recall", scores.macroRecall());
            fields.estimate("f1", scores.macroF1(), resampled.macroF1(), PERCENTILE);
            json.writeEndObject();
            mean("macro_all_classes", "all classes; one that does not occur counts 0", scores.macroOverAll());
            mean("weighted", "all classes, by their rows", scores.weighted());
            json.writeArrayFieldStart("absent_classes");
            ConfusionMatrix matrix = scores.matrix();
            for (int k = 0; k < matrix.classes().size(); k++) {
                if (Arrays.binarySearch(matrix.present(), k) < 0) {
                    json.writeString(matrix.classes().get(k));
                }
            }
            json.writeEndArray();
        }

        private void mean(String name, String over, ClassScores.Scores scores) throws IOException {
            json.writeObjectFieldStart(name);
            json.writeStringField("over", over);
            fields.number("precision", scores.precision());
            fields.number("recall", scores.recall());
            fields.number("f1", scores.f1());
            json.writeEndObject();
        }

        private void probabilities() throws IOException {
            ProbabilityScores own = evaluation.probability();
            fields.startEstimate("log_loss", own.logLoss(), resampled.logLoss(), PERCENTILE);
            json.writeStringField("unit", "nat");
            fields.number("clip", ProbabilityScores.CLIP);
            json.writeNumberField("clipped_rows", own.clipped());
            json.writeEndObject();
            fields.startEstimate("brier", own.brier(), resampled.brier(), PERCENTILE);
            fields.number("worst", evaluation.answers().classes().size() < 3 ? 1.0 : 2.0);
            json.writeEndObject();
            OptionalDouble auc = evaluation.classes().macroAuc();
            if (auc.isEmpty()) {
                fields.missing("macro_auc_ovr", "No class has both rows of its own and rows of others.");
                return;
            }
            json.writeObjectFieldStart("macro_auc_ovr");
            fields.number("value", auc.getAsDouble());
            json.writeNumberField(
                    "classes",
                    evaluation.classes().rows().stream()
                            .filter(row -> row.auc().isPresent())
                            .count());
            json.writeEndObject();
        }

        private void calibration() throws IOException {
            json.writeObjectFieldStart("calibration");
            json.writeNumberField("bin_count", evaluation.options().bins().count());
            fields.number("ece", evaluation.calibration().expectedError());
            fields.estimate(
                    "ece_debiased",
                    evaluation.calibration().debiasedExpectedError(),
                    evaluation.calibration().expectedErrorInterval(),
                    INVERTED);
            fields.number("rms_debiased", evaluation.calibration().debiasedRootMeanSquareError());
            fields.number("mce", evaluation.calibration().maximumError());
            json.writeArrayFieldStart("bins");
            for (ReliabilityBin bin : evaluation.calibration().bins()) {
                json.writeStartObject();
                fields.number("from", bin.from());
                fields.number("to", bin.to());
                json.writeNumberField("count", bin.count());
                fields.number("confidence", bin.confidence());
                fields.number("accuracy", bin.accuracy());
                fields.interval(bin.interval());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }

        private void selective() throws IOException {
            json.writeObjectFieldStart("selective");
            fields.estimate("augrc", evaluation.risk().augrc(), resampled.augrc(), PERCENTILE);
            fields.number("aurc", evaluation.risk().aurc());
            coverage();
            json.writeArrayFieldStart("curve");
            for (RiskPoint point : evaluation.risk().thinned(CURVE_POINTS)) {
                json.writeStartObject();
                point(point);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }

        private void coverage() throws IOException {
            json.writeObjectFieldStart("coverage_at_risk");
            double allowed = evaluation.options().risk();
            fields.number("allowed_risk", allowed);
            Optional<RiskPoint> point = evaluation.risk().atRisk(allowed);
            if (point.isPresent()) {
                point(point.get());
            } else {
                fields.number("coverage", 0.0);
                json.writeNullField("risk");
                json.writeNullField("threshold");
                json.writeNumberField("answered", 0);
                json.writeNumberField("wrong", 0);
                json.writeStringField("reason", "Even the most confident answers are wrong more often.");
            }
            json.writeEndObject();
        }

        private void point(RiskPoint point) throws IOException {
            fields.number("coverage", point.coverage());
            fields.number("risk", point.risk());
            fields.number("threshold", point.threshold());
            json.writeNumberField("answered", point.answered());
            json.writeNumberField("wrong", point.wrong());
        }

        private void disagreement() throws IOException {
            Optional<FoldDisagreement> known = evaluation.disagreement();
            if (known.isEmpty()) {
                fields.missing("fold_disagreement", "A single model answered.");
                return;
            }
            json.writeObjectFieldStart("fold_disagreement");
            fields.number("mean_std", known.get().meanStd());
            fields.number("mean_vote_entropy", known.get().meanVoteEntropy());
            fields.number("auc_wrong", known.get().wrongAuc());
            json.writeEndObject();
        }

        private void leakAdjusted() throws IOException {
            Optional<LeakAdjusted> known = evaluation.leakAdjusted();
            if (known.isEmpty()) {
                fields.missing("leak_adjusted", "Twins among the training pictures were not looked for.");
                return;
            }
            json.writeObjectFieldStart("leak_adjusted");
            leakGroup("without_twin", known.get().withoutTwin());
            leakGroup("with_twin", known.get().withTwin());
            json.writeEndObject();
        }

        private void leakGroup(String name, Optional<Proportion> share) throws IOException {
            if (share.isPresent()) {
                share(name, share.get());
            } else {
                fields.missing(name, "There is no such row.");
            }
        }

        private void labelIssues() throws IOException {
            Optional<LabelIssues> known = evaluation.labelIssues();
            if (known.isEmpty()) {
                fields.missing("label_issues", "There are no out-of-fold predictions.");
                return;
            }
            json.writeObjectFieldStart("label_issues");
            json.writeNumberField("rows", known.get().joint().rows());
            json.writeNumberField("candidates", known.get().candidates().size());
            json.writeNumberField("confident_candidates", known.get().joint().offDiagonal());
            fields.number("estimated", known.get().joint().estimatedIssues());
            json.writeEndObject();
        }

        private void classes() throws IOException {
            json.writeArrayFieldStart("classes");
            for (ClassRow row : evaluation.classes().rows()) {
                json.writeStartObject();
                json.writeStringField("name", row.name());
                json.writeNumberField("support", row.scores().support());
                fields.number("precision", row.scores().precision());
                fields.number("recall", row.scores().recall());
                fields.number("f1", row.scores().f1());
                fields.number("recall_low", end(row.recallInterval().map(Interval::low)));
                fields.number("recall_high", end(row.recallInterval().map(Interval::high)));
                fields.number("specificity", row.specificity());
                fields.number("auc_ovr", row.auc());
                fields.text(
                        "top_confusion",
                        row.topConfusion().isEmpty()
                                ? Optional.empty()
                                : Optional.of(name(row.topConfusion().getAsInt())));
                json.writeEndObject();
            }
            json.writeEndArray();
        }

        private OptionalDouble end(Optional<Double> end) {
            return end.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(end.get());
        }

        private String name(int index) {
            return evaluation.answers().classes().get(index);
        }

        private void confusion() throws IOException {
            ConfusionMatrix matrix = evaluation.scores().matrix();
            int size = matrix.classes().size();
            json.writeArrayFieldStart("confusion");
            for (int truth = 0; truth < size; truth++) {
                int row = truth;
                int[] counts =
                        IntStream.range(0, size).map(k -> matrix.count(row, k)).toArray();
                json.writeArray(counts, 0, size);
            }
            json.writeEndArray();
        }

        private void confusedPairs() throws IOException {
            json.writeArrayFieldStart("confused_pairs");
            for (ConfusedPair pair : evaluation.confusions()) {
                json.writeStartObject();
                json.writeStringField("truth", name(pair.truth()));
                json.writeStringField("predicted", name(pair.predicted()));
                json.writeNumberField("count", pair.count());
                fields.number("share", pair.share());
                json.writeFieldName("rows");
                int[] rows = pair.rows().stream().mapToInt(row -> row).toArray();
                json.writeArray(rows, 0, rows.length);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
