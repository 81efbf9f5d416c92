package io.pokeai.aug.robustness.report;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.metrics.BoundedMean;
import io.pokeai.engine.json.JsonWriter;
import java.io.IOException;
import java.util.List;

/** The fields of {@code robustness.json} about sequences; none when the plan has no sequence. */
final class SequenceJson {
    private final JsonWriter json;

    private SequenceJson(JsonWriter json) {
        this.json = json;
    }

    static void write(JsonWriter json, RobustnessResult result) throws IOException {
        if (!result.plan().sequences().isEmpty()) {
            new SequenceJson(json).write(SequenceFigures.of(result), result);
        }
    }

    private void write(SequenceFigures figures, RobustnessResult result) throws IOException {
        json.beginArray("sequences");
        for (SequenceRate rate : figures.rates()) {
            write(rate, result);
        }
        json.endArray();
        json.beginObject("sequence_means");
        json.field("normaliser", "none");
        json.field("video_codec", "none");
        json.beginArray("means");
        for (SequenceMean mean : figures.means()) {
            write(mean);
        }
        json.endArray();
        json.endObject();
    }

    private void write(SequenceRate rate, RobustnessResult result) throws IOException {
        json.beginObject();
        json.field("model", rate.model());
        json.field("sequence", rate.sequence());
        json.field("level", rate.level());
        json.field("step", rate.step());
        json.field("difficulty", rate.difficulty());
        json.field("frames", rate.frames());
        json.field("compared_with", rate.comparesWithFirst() ? "first" : "previous");
        json.field("pictures", rate.pictures());
        json.field("flips", rate.flips());
        json.field("pairs", rate.pairs());
        write("flip_probability", "flip_interval", rate.flipProbability());
        write("top5_distance", "top5_interval", rate.top5Distance());
        json.field("cell", cell(rate, result));
        json.endObject();
    }

    private static String cell(SequenceRate rate, RobustnessResult result) {
        return result.sequences().stream()
                .filter(cell -> cell.model().equals(rate.model())
                        && cell.sequence().equals(rate.sequence())
                        && cell.level() == rate.level())
                .findFirst()
                .orElseThrow()
                .key()
                .hash();
    }

    private void write(SequenceMean mean) throws IOException {
        json.beginObject();
        json.field("model", mean.model());
        json.field("difficulty", mean.difficulty());
        json.field("sequences", mean.sequences());
        json.field("of", SequenceMean.OF);
        json.field("pictures", mean.pictures());
        write("mfp", "mfp_interval", mean.flipProbability());
        write("ut5d", "ut5d_interval", mean.top5Distance());
        json.endObject();
    }

    private void write(String name, String intervalName, BoundedMean mean) throws IOException {
        json.field(name, mean.value());
        if (mean.interval().isPresent()) {
            Interval interval = mean.interval().get();
            json.value(intervalName, List.of(interval.low(), interval.high()));
        }
    }
}
