package io.pokeai.engine.command;

import io.pokeai.engine.api.EngineException;
import java.util.List;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Draws curves over the epochs of a training as a picture. Registered as a service; a command that trains calls it where it is
 * installed.
 *
 * <p><b>Threads</b> safe. The same order gives the same bytes on a machine with the same fonts.
 */
@ConsumerType
public interface CurvePlotter {
    /**
     * One curve.
     *
     * @param name for its legend
     * @param values one for each epoch from the first on; one that is not finite leaves a gap
     */
    record Curve(String name, List<Double> values) {
        /** The list is copied. */
        public Curve {
            values = List.copyOf(values);
        }
    }

    /**
     * Curves that share an axis.
     *
     * @param axis what it shows, with its unit if it has one
     * @param isShare whether values are shares from 0 to 1, which are shown as percent
     * @param curves at least one, at most three
     */
    record Panel(String axis, boolean isShare, List<Curve> curves) {
        /** @throws EngineException {@code INVALID_ARGUMENT} for none or too many curves */
        public Panel {
            curves = List.copyOf(curves);
            if (curves.isEmpty() || curves.size() > 3) {
                throw EngineException.invalidArgument(
                        "A panel has " + curves.size() + " curves.", "Give it one, two or three.");
            }
        }
    }

    /**
     * Panels one below the other, over the same epochs.
     *
     * @param title above all
     * @param remark a sentence below it, or an empty text
     * @param panels at least one, the most important one first
     * @param marked an epoch, from 1, that is marked in all of them
     * @return a PNG file
     * @throws EngineException {@code UNAVAILABLE} where this computer has no fonts; {@code INVALID_ARGUMENT} without a value
     */
    byte[] epochs(String title, String remark, List<Panel> panels, OptionalInt marked);
}
