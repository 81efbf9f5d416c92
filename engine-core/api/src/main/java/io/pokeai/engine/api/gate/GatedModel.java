package io.pokeai.engine.api.gate;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.SwapReport;

/**
 * One of the two generations that a gate compares.
 *
 * @param version what was opened, and by which build of which back end
 * @param spec labels, input and files; both generations have the same {@link ModelSpec#name}
 * @param device what computes, such as {@code cpu}
 * @param preferredBatch how many pictures it likes to be asked about at once, at least 1
 */
public record GatedModel(SwapReport.Version version, ModelSpec spec, String device, int preferredBatch) {}
