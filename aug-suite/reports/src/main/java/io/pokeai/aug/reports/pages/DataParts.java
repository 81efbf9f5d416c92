package io.pokeai.aug.reports.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.aug.reports.plots.CountSteps;
import io.pokeai.aug.reports.plots.MapColours;
import java.io.IOException;
import java.util.List;

/**
 * Pieces of JSON that several pages have.
 *
 * <p><b>Threads</b> stateless.
 */
public final class DataParts {
    private DataParts() {}

    /** The cells that are not 0: truth, answer, count, one after the other. */
    static void confusion(JsonGenerator json, ConfusionMatrix matrix) throws IOException {
        json.writeArrayFieldStart("confusion");
        for (int truth = 0; truth < matrix.classes().size(); truth++) {
            for (int predicted = 0; predicted < matrix.classes().size(); predicted++) {
                if (matrix.count(truth, predicted) > 0) {
                    json.writeNumber(truth);
                    json.writeNumber(predicted);
                    json.writeNumber(matrix.count(truth, predicted));
                }
            }
        }
        json.writeEndArray();
    }

    /** The steps and colours of heat maps: those of the PNG. */
    static void colours(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("steps");
        for (int from : CountSteps.FROM) {
            json.writeNumber(from);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("colours");
        colours(json, "light", MapColours.LIGHT);
        colours(json, "dark", MapColours.DARK);
        json.writeEndObject();
    }

    private static void colours(JsonGenerator json, String theme, MapColours colours) throws IOException {
        json.writeObjectFieldStart(theme);
        integers(json, "errors", colours.errors().stream().mapToInt(c -> c).toArray());
        integers(json, "right", colours.right().stream().mapToInt(c -> c).toArray());
        integers(json, "mixed", colours.mixed().stream().mapToInt(c -> c).toArray());
        json.writeEndObject();
    }

    /** A field with an array of integers. */
    public static void integers(JsonGenerator json, String name, int... values) throws IOException {
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }

    /** A field with an array of texts. */
    public static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** An array of measured numbers, as {@link JsonText#number}. */
    public static void numbers(JsonGenerator json, double... values) throws IOException {
        json.writeStartArray();
        for (double value : values) {
            JsonText.number(json, value);
        }
        json.writeEndArray();
    }
}
