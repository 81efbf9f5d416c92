package io.pokeai.service.internal.administration;

import io.pokeai.engine.api.ChangeProgress;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How far a change is: steps that have ended, and the one under way. A change that waits for its turn has no steps yet.
 *
 * @param number of the step under way, from 1; 0 while there is none
 * @param now as the engine says it
 * @param began when the step under way began, of {@link System#nanoTime}
 */
record OperationProgress(int number, Optional<ChangeProgress> now, long began) {
    static final OperationProgress NONE = new OperationProgress(0, Optional.empty(), 0);

    /** After these news; a step that is only further than it was keeps its number. */
    OperationProgress then(ChangeProgress news, long nanos) {
        boolean same = news.work().isPresent()
                && now.filter(known -> known.step().equals(news.step())).isPresent();
        return same
                ? new OperationProgress(number, Optional.of(news), began)
                : new OperationProgress(number + 1, Optional.of(news), nanos);
    }

    /** As the fields {@code steps} and {@code step} of an object that is open. */
    void write(JsonWriter json, long nanos) throws IOException {
        json.beginArray("steps");
        for (SwapReport.Step step : now.map(ChangeProgress::steps).orElse(List.of())) {
            json.beginObject();
            json.field("name", step.name());
            json.field("took_ms", step.took().toMillis());
            json.endObject();
        }
        json.endArray();
        if (now.isEmpty()) {
            return;
        }
        json.beginObject("step");
        json.field("number", number);
        json.field("name", now.get().step());
        json.field("since_ms", TimeUnit.NANOSECONDS.toMillis(nanos - began));
        if (now.get().work().isPresent()) {
            ChangeProgress.Work work = now.get().work().get();
            json.field("done", work.done());
            json.field("total", work.total());
        }
        json.endObject();
    }
}
