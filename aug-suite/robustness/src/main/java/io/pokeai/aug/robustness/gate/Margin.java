package io.pokeai.aug.robustness.gate;

import io.pokeai.engine.api.EngineException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A margin in points, such as {@code 1pt} or {@code 0.5pt}: the unit is written, as 1 might as well be a share or per cent. */
public final class Margin {
    private static final Pattern FORM = Pattern.compile("\\d{1,2}(\\.\\d{1,6})?pt");
    private static final int POINTS = 2;

    private Margin() {}

    /**
     * The margin as a share: {@code 1pt} is 0.01.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for anything else
     */
    public static double parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw EngineException.invalidArgument(
                    "'" + text + "' is not a margin.", "Write points of accuracy, such as 1pt or 0.5pt.");
        }
        return new BigDecimal(text.substring(0, text.length() - "pt".length()))
                .movePointLeft(POINTS)
                .doubleValue();
    }
}
