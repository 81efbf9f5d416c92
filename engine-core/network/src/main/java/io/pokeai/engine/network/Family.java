package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.Checkpoint;
import java.util.List;
import java.util.Optional;

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

    /**
     * A member of the family as it is before any training; empty when there is none of this name, or it cannot be made without a
     * file.
     *
     * @param architecture such as {@code resnet18}
     */
    default Optional<NetworkBuilder> fresh(String architecture, int classes) {
        return Optional.empty();
    }

    /** The names that {@link #fresh} knows, in the order in which people look for them. */
    default List<String> freshNames() {
        return List.of();
    }

    /** How the tensors of a fresh member are drawn. */
    default Initialisation initialisation() {
        throw new IllegalStateException(name() + " makes no fresh networks");
    }

    /** Whether the description comes from the module itself, strides and all. */
    default boolean readsModules() {
        return false;
    }
}
