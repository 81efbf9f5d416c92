package io.pokeai.demo.internal;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.ArrayList;
import java.util.List;

/**
 * One picture that can be drawn: the same words, the same pixels.
 *
 * @param number within its creature and part
 */
record Drawing(Creature creature, Part part, int number) {
    /** What a picture is for. Random numbers are keyed by it, so that no picture is in two parts. */
    enum Part {
        /** Seen while the model is fitted. */
        TRAINING(1),
        /** Kept from it. */
        HELD_OUT(2),
        /** The data set of the second part, which is split once more. */
        LOOP(3);

        private final int key;

        Part(int key) {
            this.key = key;
        }

        /** Keys the random numbers of this part. */
        int key() {
            return key;
        }
    }

    /** {@code perCreature} drawings of each creature, creature by creature. */
    static List<Drawing> all(Part part, int perCreature) {
        List<Drawing> drawings = new ArrayList<>();
        for (Creature creature : Creature.values()) {
            for (int number = 0; number < perCreature; number++) {
                drawings.add(new Drawing(creature, part, number));
            }
        }
        return drawings;
    }

    Image draw(long seed) {
        return Scene.draw(creature, RandomSource.of(seed, number, creature.index(), part.key()));
    }

    /** Such as {@code bubblefin_03.png}. */
    String fileName() {
        return creature.label() + (number < 10 ? "_0" : "_") + number + ".png";
    }
}
