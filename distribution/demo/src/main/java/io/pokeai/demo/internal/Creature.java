package io.pokeai.demo.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The creatures of the demo, our own. */
enum Creature {
    BUBBLEFIN,
    MOSSHELL,
    CINDERPUP,
    GLOOMCAP,
    PEBBLIN,
    VOLTBEAK,
    FROSTMOTH,
    STARJELLY;

    void draw(Pen pen) {
        switch (this) {
            case BUBBLEFIN -> WaterArt.bubblefin(pen);
            case MOSSHELL -> WaterArt.mosshell(pen);
            case CINDERPUP -> LandArt.cinderpup(pen);
            case GLOOMCAP -> LandArt.gloomcap(pen);
            case PEBBLIN -> LandArt.pebblin(pen);
            case VOLTBEAK -> AirArt.voltbeak(pen);
            case FROSTMOTH -> AirArt.frostmoth(pen);
            case STARJELLY -> AirArt.starjelly(pen);
        }
    }

    /** The class name. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class index: the place among all creatures. */
    int index() {
        return Arrays.asList(values()).indexOf(this);
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Creature::label).toList();
    }
}
