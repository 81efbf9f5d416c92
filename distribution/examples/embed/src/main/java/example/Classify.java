package example;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.runtime.PokeAi;
import java.nio.file.Path;
import java.util.Arrays;

/** Classifies pictures with the one model of a folder: {@code Classify ARTIFACTS PICTURE...}. */
public final class Classify {
    private Classify() {}

    public static void main(String[] args) {
        try (Engine engine = PokeAi.open(Path.of(args[0]))) {
            String model = engine.models().only();
            for (String picture : Arrays.asList(args).subList(1, args.length)) {
                Prediction.RankedClass best =
                        engine.classify(model, Path.of(picture)).best();
                System.out.printf("%s: %s, %.1f %%%n", picture, best.label(), 100 * best.probability());
            }
        } catch (EngineException e) {
            System.err.println(e.problem() + " " + e.remedy());
            System.exit(1);
        }
    }
}
