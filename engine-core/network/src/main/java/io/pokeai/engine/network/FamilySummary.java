package io.pokeai.engine.network;

import java.util.Objects;

/**
 * What is said about a family: the members in messages, all of it as a row of {@code docs/families.md}.
 *
 * @param members what of it is known, such as {@code ResNet-18/34/50/101/152, Wide ResNet, ResNeXt}
 * @param toldBy what in a checkpoint tells its members apart
 * @param epsilon of its batch normalisations
 */
record FamilySummary(String members, String toldBy, String epsilon) {
    FamilySummary {
        Objects.requireNonNull(members);
        Objects.requireNonNull(toldBy);
        Objects.requireNonNull(epsilon);
    }
}
