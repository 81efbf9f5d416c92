package io.pokeai.engine.dataset;

import io.pokeai.engine.dataset.internal.CodePointOrder;
import java.util.Collection;
import java.util.List;

/**
 * The class names of a data set, in the order of their indices: by code point, as Python sorts them.
 *
 * @param names in index order, each once
 */
public record ClassList(List<String> names) {
    public ClassList {
        names = List.copyOf(names);
    }

    /** The classes that occur. */
    public static ClassList of(Collection<String> labels) {
        return new ClassList(
                labels.stream().distinct().sorted(CodePointOrder.INSTANCE).toList());
    }

    /** The text of {@code classes.txt}: one name a line, without a line end after the last one, as PokeAI writes it. */
    public String toText() {
        return String.join("\n", names);
    }
}
