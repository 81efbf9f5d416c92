package io.pokeai.engine.docs;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/** The content of a {@code .colours} file: a size, and the typical colour of each class. */
record ColourModel(int size, List<String> names, List<float[]> colours) {
    static final String MAGIC = "colours 1\n";

    static ColourModel parse(String text) {
        Scanner lines = new Scanner(text.substring(MAGIC.length())).useLocale(Locale.ROOT);
        int size = lines.hasNextInt() ? lines.nextInt() : 0;
        List<String> names = new ArrayList<>();
        List<float[]> colours = new ArrayList<>();
        while (lines.hasNext() && names.size() <= Labels.MAX_CLASSES) {
            names.add(lines.next());
            float[] colour = new float[3];
            for (int channel = 0; channel < colour.length; channel++) {
                require(lines.hasNextFloat(), "class '" + names.get(names.size() - 1) + "' has no three numbers");
                colour[channel] = lines.nextFloat();
            }
            colours.add(colour);
        }
        require(size >= 1 && size <= InputSpec.MAX_SIDE, "the size is not 1 to " + InputSpec.MAX_SIDE);
        return new ColourModel(size, names, colours);
    }

    private static void require(boolean valid, String problem) {
        if (!valid) {
            throw new EngineException(ErrorCode.MODEL_INVALID, problem + ".", "Write 'name red green blue' lines.");
        }
    }
}
