package io.pokeai.cli.internal;

import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapStatus;
import java.util.Optional;

/**
 * A model of the list.
 *
 * @param swap what is open behind its name; empty when it went after it was listed
 */
record ListedModel(ModelStatus model, Optional<SwapStatus> swap) {}
