package io.pokeai.aug.evaluation.summary;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.aug.evaluation.PythonNumbers;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers and intervals as fields of JSON: the fewest digits that read back as the same number, and never NaN. */
final class JsonFields {
    private final JsonGenerator json;

    JsonFields(JsonGenerator json) {
        this.json = json;
    }

    void number(String name, double value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(PythonNumbers.repr(value));
    }

    void number(String name, float value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(PythonNumbers.repr(value));
    }

    /** Null when it is empty. */
    void number(String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            number(name, value.getAsDouble());
        } else {
            json.writeNullField(name);
        }
    }

    /** Null when it is empty. */
    void text(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    void interval(Interval interval) throws IOException {
        number("low", interval.low());
        number("high", interval.high());
    }

    /** An object of a value and its interval, left open for more. */
    void startEstimate(String name, double value, Interval interval, String method) throws IOException {
        json.writeObjectFieldStart(name);
        number("value", value);
        interval(interval);
        json.writeStringField("interval", method);
    }

    void estimate(String name, double value, Interval interval, String method) throws IOException {
        startEstimate(name, value, interval, method);
        json.writeEndObject();
    }

    /** The fields of a share with Wilson's interval. */
    void share(Proportion share) throws IOException {
        json.writeNumberField("count", share.count());
        json.writeNumberField("total", share.total());
        number("value", share.value());
        interval(share.wilson());
        json.writeStringField("interval", "wilson");
    }

    /** An object without a value, that says why. */
    void missing(String name, String reason) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNullField("value");
        json.writeStringField("reason", reason);
        json.writeEndObject();
    }
}
