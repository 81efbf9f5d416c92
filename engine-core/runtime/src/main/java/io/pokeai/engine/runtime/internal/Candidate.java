package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.spi.ClassifierFactory;

/** What a name stands for now: a description of the files, and the back end that gave it. */
record Candidate(ModelSpec spec, ClassifierFactory factory) {
    boolean sameAs(Candidate other) {
        return factory == other.factory && spec.equals(other.spec);
    }
}
