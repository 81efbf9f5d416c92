package io.pokeai.demo.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The creatures of the demo, our own. */
enum Creature {
    BUBBLEFIN(WaterArt::bubblefin),
    MOSSHELL(WaterArt::mosshell),
    CINDERPUP(LandArt::cinderpup),
    GLOOMCAP(LandArt::gloomcap),
    PEBBLIN(LandArt::pebblin),
    VOLTBEAK(AirArt::voltbeak),
    FROSTMOTH(AirArt::frostmoth),
    STARJELLY(AirArt::starjelly);

    private final Consumer<Pen> art;

    Creature(Consumer<Pen> art) {
        this.art = art;
    }

    void draw(Pen pen) {
        art.accept(pen);
    }

    /** The class name. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Creature::label).toList();
    }
}
