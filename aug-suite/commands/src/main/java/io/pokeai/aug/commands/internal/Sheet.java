package io.pokeai.aug.commands.internal;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.spi.Augmentation;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One picture of every corruption at every severity: blocks side by side, a row for each corruption, its name above it.
 *
 * <p>Corruptions see the picture at the size of a model's input; the cells are made smaller afterwards.
 */
final class Sheet {
    /** A name of 26 letters fits above five cells of this size. */
    static final int MIN_CELL = 32;

    private static final int BLOCKS = 3;
    private static final int GAP = 2;
    private static final int MARGIN = 12;
    private static final int LARGE_CELL = 96;

    private final Augmentations augmentations;
    private final Imaging imaging;
    private final InputSpec geometry;
    private final int cell;
    private final int letters;

    Sheet(Augmentations augmentations, Imaging imaging, int cell) {
        this.augmentations = augmentations;
        this.imaging = imaging;
        this.geometry = InputSpec.torchvision(cell, cell);
        this.cell = cell;
        this.letters = cell >= LARGE_CELL ? 2 : 1;
    }

    /**
     * Draws all that there is.
     *
     * @param picture square
     * @param stopped asked before each cell; then what is there so far is returned
     */
    Image draw(Image picture, long seed, BooleanSupplier stopped) {
        List<AugmentationInfo> all = augmentations.list();
        int columns = all.stream().mapToInt(AugmentationInfo::severities).max().orElse(1);
        int rows = (all.size() + 1 + BLOCKS - 1) / BLOCKS;
        int blockWidth = columns * (cell + GAP) + MARGIN;
        int rowHeight = PixelFont.height(letters) + 2 * GAP + cell + MARGIN / 2;
        SheetCanvas canvas = new SheetCanvas(BLOCKS * blockWidth + MARGIN, rows * rowHeight + 2 * MARGIN);
        canvas.text("original", MARGIN, MARGIN, letters);
        paste(canvas, picture, MARGIN, MARGIN + PixelFont.height(letters) + GAP);
        for (int i = 0; i < all.size(); i++) {
            // The original has the first place.
            int x = MARGIN + (i + 1) / rows * blockWidth;
            int y = MARGIN + (i + 1) % rows * rowHeight;
            AugmentationInfo info = all.get(i);
            canvas.text(info.name(), x, y, letters);
            Augmentation augmentation = augmentations.find(info.name());
            for (int severity = 1; severity <= info.severities() && !stopped.getAsBoolean(); severity++) {
                Image changed = CorruptCommand.bytes(
                        augmentation.apply(picture, severity, info.random(seed, picture, severity)));
                paste(canvas, changed, x + (severity - 1) * (cell + GAP), y + PixelFont.height(letters) + GAP);
            }
        }
        return canvas.image();
    }

    private void paste(SheetCanvas canvas, Image picture, int x, int y) {
        canvas.paste(picture.width() == cell ? picture : imaging.crop(picture, geometry), x, y);
    }
}
