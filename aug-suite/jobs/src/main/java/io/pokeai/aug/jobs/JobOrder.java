package io.pokeai.aug.jobs;

import io.pokeai.aug.robustness.plan.PlanFile;
import io.pokeai.engine.api.EngineException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a job is to do. Two orders with the same {@link #text} are the same order.
 *
 * <pre>{@code
 * {"kind": "robustness", "models": ["resnet18"], "data": "photos", "suites": ["pokeai"], "severities": [1, 3, 5],
 *  "gate": {"baseline": "resnet18", "candidate": "resnet18-new", "margin": "1pt"}, "ttl_seconds": 86400}
 * }</pre>
 *
 * @param kind of work
 * @param plan of the models, corruptions and seed, as {@code pokeai robustness --plan} has it, without paths
 * @param data the pictures
 * @param extras what is made beside the figures
 * @param gate between two of the models, of a robustness run
 * @param retention how long its files are kept
 */
public record JobOrder(
        JobKind kind, PlanFile plan, JobData data, JobExtras extras, Optional<JobGate> gate, JobRetention retention) {
    private static final int MAX_BYTES = 1 << 20;
    private static final String MODELS = "models";
    private static final int MAX_MODELS = 64;
    private static final int MAX_CORRUPTIONS = 1024;

    /** @throws EngineException {@code INVALID_ARGUMENT} for what does not go together, and what no plan needs so much of */
    public JobOrder {
        if (plan.data().isPresent() || plan.split().isPresent() || plan.output().isPresent()) {
            throw EngineException.invalidArgument(
                            "The plan of a job has paths.", "Name a data set; the service knows where it is.")
                    .ofField("data");
        }
        if (plan.models().size() > MAX_MODELS
                || plan.corruptions().size() + plan.suites().size() > MAX_CORRUPTIONS) {
            throw EngineException.invalidArgument(
                            "An order has " + plan.models().size() + " models and "
                                    + (plan.corruptions().size() + plan.suites().size()) + " corruptions and suites.",
                            "Use at most " + MAX_MODELS + " models and " + MAX_CORRUPTIONS + " corruptions.")
                    .ofField(plan.models().size() > MAX_MODELS ? MODELS : "corruptions");
        }
        if (plan.seeds().size() > 1) {
            throw EngineException.invalidArgument(
                            "An order has " + plan.seeds().size() + " seeds.", "Order a job for each seed.")
                    .ofField("seeds");
        }
        if (kind == JobKind.EVALUATION && (gate.isPresent() || plan.models().size() > 1)) {
            throw EngineException.invalidArgument(
                            "An evaluation is of one model, and has no gate.", "Order a job for each model.")
                    .ofField(gate.isPresent() ? "gate" : MODELS);
        }
        if (gate.isPresent()) {
            requireAsked(plan.models(), gate.get().baseline(), "gate.baseline");
            requireAsked(plan.models(), gate.get().candidate(), "gate.candidate");
        }
    }

    private static void requireAsked(List<PlanFile.Model> models, String name, String field) {
        if (models.stream().noneMatch(model -> model.name().equals(name))) {
            throw EngineException.invalidArgument(
                            "The gate is about '" + name + "', which is not among the models of the order.",
                            "Name both models of the gate in 'models'.")
                    .ofField(field)
                    .allowing(models.stream().map(PlanFile.Model::name).toList());
        }
    }

    /**
     * Reads an order: one JSON object of at most 1 MiB; a field that is not known is refused by its name.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for anything else
     */
    public static JobOrder read(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw EngineException.invalidArgument(
                    "An order has " + json.length + " bytes.", "Use at most " + MAX_BYTES + ".");
        }
        return JobOrderReader.read(json);
    }

    /** The order as JSON, with every field in one place: what {@link #read} reads. */
    public String text() {
        return new String(JobOrderWriter.bytes(this), StandardCharsets.UTF_8);
    }
}
