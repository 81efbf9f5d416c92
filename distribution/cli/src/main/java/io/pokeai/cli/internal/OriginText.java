package io.pokeai.cli.internal;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance.Origin;
import java.util.ArrayList;
import java.util.List;

/** Who says what a model is, for people. */
final class OriginText {
    private OriginText() {}

    /** One sentence for each thing that is assumed. */
    static List<String> assumptions(ModelSpec spec) {
        List<String> lines = new ArrayList<>();
        add(lines, "input " + spec.input().id() + " is", spec.provenance().input());
        add(lines, "the class names are", spec.provenance().labels());
        add(lines, "output " + spec.output().id() + " is", spec.provenance().output());
        return lines;
    }

    private static void add(List<String> lines, String what, Origin origin) {
        if (origin.isAssumed()) {
            lines.add(what + " assumed (" + origin.source() + "). To settle it: " + origin.settledBy() + ".");
        }
    }

    /** Where something comes from; what is assumed says what would settle it. */
    static String said(Origin origin) {
        return switch (origin.certainty()) {
            case STATED -> ", stated by " + origin.source();
            case FOUND -> ", found: " + origin.source();
            case ASSUMED -> ", assumed: " + origin.source() + "; settle it with " + origin.settledBy();
        };
    }
}
