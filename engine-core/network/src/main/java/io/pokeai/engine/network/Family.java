package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.Checkpoint;
import java.util.List;

/** Networks that are built alike. */
interface Family {
    /** Such as {@code resnet}. */
    String name();

    /** What people are told about it. */
    FamilySummary summary();

    /** Whether a checkpoint is one of this family, or looks like one. */
    boolean claims(Checkpoint checkpoint);

    /** What the network may be; the description that fits the tensors best is taken. */
    List<NetworkBuilder> describe(Checkpoint checkpoint);

    /** Whether the description comes from the module itself, strides and all. */
    default boolean readsModules() {
        return false;
    }
}
