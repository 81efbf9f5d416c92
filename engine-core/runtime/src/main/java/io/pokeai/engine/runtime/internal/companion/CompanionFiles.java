package io.pokeai.engine.runtime.internal.companion;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.backend.Companion;
import io.pokeai.engine.api.backend.PokeAiFile;
import io.pokeai.engine.api.backend.Sourced;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of Hugging Face and timm that lie beside a model: {@code <stem>.preprocessor_config.json} and
 * {@code <stem>.config.json}, which are about that model alone, else {@code preprocessor_config.json} and {@code config.json} of
 * the folder.
 *
 * <p>The files of the folder are never about PokeAI's folds. Where several other models lie in the folder, its files may be
 * about any of them, so what they say is an assumption; {@code model.onnx}, {@code model_fp16.onnx} and the like are exports of
 * one model.
 *
 * <p><b>Threads</b> immutable; every call reads the files.
 *
 * @param model the file, or the first of its folds
 * @param home folder of the side files
 * @param stem what their names begin with
 */
public record CompanionFiles(Path model, Path home, String stem) implements Companion {
    private static final String CONFIG = "config.json";
    private static final List<String> SUFFIXES =
            List.of(".torchscript.pt", ".onnx", ".pt", ".pth", ".torchscript", ".ts");

    /** The files that may say something, whether they are there or not. */
    public List<Path> all() {
        return List.of(
                home.resolve(stem + '.' + HuggingFaceProcessor.FILE),
                home.resolve(stem + '.' + CONFIG),
                home.resolve(HuggingFaceProcessor.FILE),
                home.resolve(CONFIG));
    }

    @Override
    public Optional<Sourced<InputSpec>> input(Predicate<InputSpec> fits) {
        Optional<Found> processor = find(HuggingFaceProcessor.FILE);
        Optional<Found> config = find(CONFIG);
        Optional<Found> source = processor.or(() -> config);
        try {
            return processor.isPresent()
                    ? Optional.of(huggingFace(processor.get(), config))
                    : config.flatMap(found -> timm(found, fits));
        } catch (EngineException e) {
            if (source.filter(Found::isShared).isPresent()) {
                return Optional.empty(); // it may be about one of the others
            }
            throw e;
        }
    }

    private Sourced<InputSpec> huggingFace(Found processor, Optional<Found> config) {
        HuggingFaceProcessor read = new HuggingFaceProcessor(processor.read(), config.map(Found::read));
        InputSpec input = read.input();
        return sourced(input, read.source(), processor.isShared(), read.isUnsure());
    }

    private Optional<Sourced<InputSpec>> timm(Found config, Predicate<InputSpec> fits) {
        return TimmConfig.of(config.read())
                .map(timm -> sourced(timm.input(fits), config.name() + " (timm)", config.isShared(), false));
    }

    private Sourced<InputSpec> sourced(InputSpec input, String source, boolean shared, boolean unsure) {
        return shared || unsure
                ? Sourced.assumed(
                        input,
                        shared ? source + ", which lies beside several models" : source,
                        PokeAiFile.declaration(model, "input", input.id()))
                : Sourced.stated(input, source);
    }

    @Override
    public Optional<Sourced<Labels>> labels() {
        Optional<Found> config = find(CONFIG);
        try {
            return config.flatMap(found -> ConfigLabels.of(found.read()).map(names -> sourced(found, names)));
        } catch (EngineException e) {
            if (config.filter(Found::isShared).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Sourced<Labels> sourced(Found config, Labels names) {
        return config.isShared()
                ? Sourced.assumed(
                        names,
                        config.name() + ", which lies beside several models",
                        stem + ".classes.txt, or " + stem + '.' + CONFIG)
                : Sourced.stated(names, config.name());
    }

    /**
     * A file that is there.
     *
     * @param isShared whether it may be about another model
     */
    private record Found(Path path, boolean isShared) {
        JsonObject read() {
            return JsonObject.read(path);
        }

        String name() {
            return String.valueOf(path.getFileName());
        }
    }

    private Optional<Found> find(String name) {
        Path own = home.resolve(stem + '.' + name);
        if (Files.isRegularFile(own)) {
            return Optional.of(new Found(own, false));
        }
        Path shared = home.resolve(name);
        return !PokeAiFile.isFold(model) && Files.isRegularFile(shared)
                ? Optional.of(new Found(shared, hasOthers(name)))
                : Optional.empty();
    }

    /** Whether other models lie in the folder that have no such file of their own. */
    private boolean hasOthers(String name) {
        try (Stream<Path> files = Files.list(home)) {
            Set<String> stems = files.filter(file -> !PokeAiFile.isFold(file))
                    .flatMap(file -> stemOf(file).stream())
                    .filter(other -> !Files.exists(home.resolve(other + '.' + name)))
                    .map(CompanionFiles::export)
                    .collect(Collectors.toSet());
            return stems.stream().anyMatch(other -> !other.equals(export(stem)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> stemOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".")
                ? Optional.empty()
                : SUFFIXES.stream()
                        .filter(suffix ->
                                name.toLowerCase(Locale.ROOT).endsWith(suffix) && name.length() > suffix.length())
                        .findFirst()
                        .map(suffix -> name.substring(0, name.length() - suffix.length()));
    }

    /** Hugging Face's exporter writes {@code model.onnx}, {@code model_fp16.onnx}, {@code model_quantized.onnx}: one model. */
    private static String export(String stem) {
        return stem.startsWith("model_") ? "model" : stem;
    }
}
