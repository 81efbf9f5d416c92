package io.pokeai.engine.api;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;

/**
 * Which field of an order, a query or a document is wrong, and what it may be; for programs, such as a form that marks the field.
 *
 * <p>Whoever refuses a value often knows what is allowed, and not what the field is called in which the value came; whoever reads the
 * field knows that. So each says its part.
 *
 * @param name as the sender wrote it, with the names around it: {@code severities}, {@code gate.margin}, {@code models[0].name}; empty
 *     when it is not known
 * @param allowed the values that the field may have, or of a field that is not known the names that are; {@code 1..5} is a range, whose
 *     ends count. Empty when there is no list of them. At most {@value #MOST_ALLOWED}
 */
public record WrongField(String name, List<String> allowed) implements Serializable {
    /** Nothing is known of a field. */
    public static final WrongField NONE = new WrongField("", List.of());

    /** The most values; those behind them are left out. */
    public static final int MOST_ALLOWED = 100;

    /** The longest name or value; what is longer ends with an ellipsis. */
    public static final int MOST_CHARS = 200;

    /** Cuts what is too much. */
    public WrongField {
        name = cut(name);
        allowed = allowed.stream().limit(MOST_ALLOWED).map(WrongField::cut).toList();
    }

    /** The same with a name, unless it has one: the innermost reader knows best. */
    public WrongField named(String other) {
        return name.isEmpty() ? new WrongField(other, allowed) : this;
    }

    /** The same with the values that are allowed. */
    public WrongField allowing(Collection<String> values) {
        return new WrongField(name, List.copyOf(values));
    }

    /** Whole numbers from the one to the other; an end that only a {@code long} has is left out: {@code 1..}. */
    public static String range(long least, long most) {
        return (least == Long.MIN_VALUE ? "" : least) + ".." + (most == Long.MAX_VALUE ? "" : most);
    }

    private static String cut(String text) {
        return text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS - 1) + '…' : text;
    }
}
