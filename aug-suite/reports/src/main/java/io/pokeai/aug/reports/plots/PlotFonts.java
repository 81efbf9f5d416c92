package io.pokeai.aug.reports.plots;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.awt.AWTError;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * Whether text can be drawn here. Servers without fonts are common; there a plot is left out, a note says why, and
 * the evaluation goes on.
 *
 * <p><b>Threads</b> stateless.
 */
public final class PlotFonts {
    private static final String REMEDY =
            "Install fonts, such as the packages fontconfig and fonts-dejavu-core; the HTML report has the same plots.";

    private PlotFonts() {}

    /** Why no text can be drawn here; empty when it can. */
    public static Optional<String> missing() {
        return missing(PlotFonts::drawLetter);
    }

    static Optional<String> missing(Runnable attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (LinkageError | InternalError | AWTError | RuntimeException e) {
            // Which of these Java throws depends on what is missing: fonts, fontconfig or FreeType.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Optional.of("Java cannot draw text on this computer ("
                    + Optional.ofNullable(cause.getMessage())
                            .orElse(cause.getClass().getSimpleName())
                    + ").");
        }
    }

    /** @throws EngineException {@code UNAVAILABLE} when no text can be drawn here */
    static void require() {
        missing().ifPresent(problem -> {
            throw new EngineException(ErrorCode.UNAVAILABLE, "No plot was drawn: " + problem, REMEDY);
        });
    }

    private static void drawLetter() {
        Graphics2D graphics = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            graphics.setFont(new Font(PlotStyle.FAMILY, Font.PLAIN, 8));
            if (graphics.getFontMetrics().stringWidth("M") <= 0) {
                throw new IllegalStateException("the letter M has no width");
            }
            graphics.drawString("M", 0, 8);
        } finally {
            graphics.dispose();
        }
    }
}
