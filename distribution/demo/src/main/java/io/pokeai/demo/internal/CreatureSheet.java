package io.pokeai.demo.internal;

import io.pokeai.engine.api.Image;
import java.util.List;

/** All creatures on one picture, a row for each. */
final class CreatureSheet {
    private static final int COLUMNS = 7;
    private static final int CELL = Scene.MAX_SIDE + 8;

    private CreatureSheet() {}

    /**
     * @param drawings creature by creature
     * @param pictures of them, in the same order
     */
    static Image of(List<Drawing> drawings, List<Image> pictures) {
        int rows = Creature.values().length;
        Canvas canvas = new Canvas(COLUMNS * CELL, rows * CELL);
        canvas.background(Colour.hsv(0.6, 0.04, 1), Colour.hsv(0.1, 0.06, 0.97));
        for (int i = 0; i < pictures.size(); i++) {
            Drawing drawing = drawings.get(i);
            Image picture = pictures.get(i);
            if (drawing.number() < COLUMNS) {
                canvas.copy(
                        picture,
                        drawing.number() * CELL + (CELL - picture.width()) / 2,
                        drawing.creature().index() * CELL + (CELL - picture.height()) / 2);
            }
        }
        return canvas.toImage();
    }
}
