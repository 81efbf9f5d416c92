package io.pokeai.aug.commands.internal.remote;

import io.pokeai.aug.robustness.plan.PlanFile;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * What a call of {@code robustness --remote} asks for: its options, and its plan file for those that it leaves out. The service
 * resolves names and defaults, because the models and pictures are there.
 *
 * @param plan of {@code --plan}
 * @param data name of a data set of the service
 * @param split a table in that data set
 */
public record RobustnessWish(
        PlanFile plan,
        List<String> models,
        Optional<String> suite,
        List<String> corruptions,
        Optional<String> severities,
        Optional<Long> seed,
        Optional<String> normalise,
        boolean pokeaiExact,
        boolean predictions,
        boolean report,
        Optional<String> data,
        Optional<String> split) {
    public RobustnessWish {
        models = List.copyOf(models);
        corruptions = List.copyOf(corruptions);
    }

    /** The order of the job. */
    byte[] order() {
        if (data.isEmpty() && plan.data().isPresent()) {
            throw EngineException.invalidArgument(
                    "The plan names the folder " + plan.data().get() + ", which the service may not have.",
                    "Say which data set of the service it is: --data NAME.");
        }
        if (split.isEmpty() && plan.split().isPresent()) {
            throw EngineException.invalidArgument(
                    "The plan names the table " + plan.split().get() + ", which the service may not have.",
                    "Say which table of the data set it is: --split FILE.csv.");
        }
        List<Long> seeds = seed.map(List::of).orElse(plan.seeds());
        if (seeds.size() > 1) {
            throw EngineException.invalidArgument(
                    "A job has one seed, and the plan has " + seeds.size() + ".", "Say which one: --seed N.");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            json.beginObject();
            json.field("kind", "robustness");
            models(json);
            if (data.isPresent()) {
                json.field("data", data.get());
            }
            if (split.isPresent()) {
                json.field("split", split.get());
            }
            changes(json);
            if (!seeds.isEmpty()) {
                json.field("seed", seeds.get(0));
            }
            Optional<String> divisor = normalise.or(plan::normalise);
            if (divisor.isPresent()) {
                json.field("normalise", divisor.get());
            }
            if (plan.dataRoot().isPresent()) {
                json.field("data_root", plan.dataRoot().get());
            }
            json.field("predictions", predictions || plan.predictions());
            json.field("pokeai_exact", pokeaiExact || plan.pokeaiExact());
            json.field("report", report);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory can always be written
        }
        return bytes.toByteArray();
    }

    private void models(JsonWriter json) throws IOException {
        if (!models.isEmpty()) {
            json.texts("models", models);
        } else if (!plan.models().isEmpty()) {
            json.beginArray("models");
            for (PlanFile.Model model : plan.models()) {
                json.beginObject();
                json.field("name", model.name());
                if (model.version().isPresent()) {
                    json.field("version", model.version().get());
                }
                json.endObject();
            }
            json.endArray();
        }
    }

    /** The options that name corruptions win over all that the plan says of them; {@code --severities} alone over its severities. */
    private void changes(JsonWriter json) throws IOException {
        if (suite.isPresent() || !corruptions.isEmpty()) {
            if (suite.isPresent()) {
                json.texts("suites", List.of(suite.get()));
            }
            json.texts("corruptions", corruptions);
        } else {
            json.texts("suites", plan.suites());
            json.beginArray("corruptions");
            for (PlanFile.Corruption corruption : plan.corruptions()) {
                json.beginObject();
                json.field("name", corruption.name());
                if (severities.isEmpty() && !corruption.severities().isEmpty()) {
                    json.integers("severities", corruption.severities());
                }
                json.endObject();
            }
            json.endArray();
        }
        List<Integer> wanted = severities.map(SeverityList::parse).orElse(plan.severities());
        if (!wanted.isEmpty()) {
            json.integers("severities", wanted);
        }
    }
}
