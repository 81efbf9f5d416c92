package io.pokeai.aug.robustness;

import io.pokeai.aug.evaluation.run.JournalKey;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.catalog.Composition;
import io.pokeai.engine.spi.Augmentation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A corruption of a plan, at some of its severities.
 *
 * @param augmentation empty for clean pictures
 * @param severities each once, ascending; of clean pictures 0
 * @param exact whether models of Ultralytics see it by way of PokeAI's intermediate file
 */
public record PlannedCorruption(Optional<Augmentation> augmentation, List<Integer> severities, boolean exact) {
    /** Pictures as they are. */
    public static final PlannedCorruption CLEAN = new PlannedCorruption(Optional.empty(), List.of(0));

    /** @throws EngineException {@code INVALID_ARGUMENT} for a severity that does not exist, and without any */
    public PlannedCorruption {
        severities = severities.stream().distinct().sorted().toList();
        if (severities.isEmpty()) {
            throw EngineException.invalidArgument("A corruption is planned at no severity.", "Give at least one.");
        }
        if (augmentation.isPresent()) {
            AugmentationInfo info = augmentation.get().info();
            severities.forEach(info::requireSeverity);
        }
    }

    /** As every model sees its crop. */
    public PlannedCorruption(Optional<Augmentation> augmentation, List<Integer> severities) {
        this(augmentation, severities, false);
    }

    /** Of an augmentation. */
    public static PlannedCorruption of(Augmentation augmentation, List<Integer> severities) {
        return new PlannedCorruption(Optional.of(augmentation), severities);
    }

    /** Such as {@code fog}, or {@code clean}. */
    public String name() {
        return augmentation.map(known -> known.info().name()).orElse(FinishedCell.CLEAN);
    }

    /** Of clean pictures 0. */
    public long id() {
        return augmentation.map(known -> known.info().id()).orElse(0L);
    }

    /** Whether it draws random numbers. */
    public boolean draws() {
        return augmentation.filter(known -> !known.info().deterministic()).isPresent();
    }

    /**
     * As PokeAI's script shows it to models of Ultralytics: by way of a file. Others, and other corruptions than PokeAI's five, stay as
     * they are.
     */
    public PlannedCorruption asPokeAi() {
        return Suite.of(id()).filter(Suite.POKEAI::equals).isEmpty()
                ? this
                : new PlannedCorruption(augmentation, severities, true);
    }

    /** Whether a model of this input sees it by way of a file. */
    public boolean isSavedFor(InputSpec input) {
        return exact && IntermediateFile.isUsedFor(input);
    }

    /** What a model's picture is cropped to before it is corrupted. */
    InputSpec cropFor(InputSpec input) {
        return isSavedFor(input) ? IntermediateFile.CROP : input;
    }

    /** What the models of an input see of a crop that was made as {@link #cropFor} says. */
    Pixels seen(PixelAnswers asked, Image crop, Path picture, InputSpec input, int severity, long seed) {
        Pixels changed = apply(crop, severity, seed);
        return isSavedFor(input) ? IntermediateFile.seen(asked, changed, picture, input) : changed;
    }

    /**
     * What the augmentation makes of a crop: the pixels of {@code classify --with NAME:SEVERITY --seed SEED}.
     *
     * @param crop of the size that the model sees; clean pictures stay this object
     * @param severity one that the augmentation has; of clean pictures 0
     * @param seed of the random numbers; no number is drawn where {@link #draws} is false
     * @throws EngineException {@code INVALID_ARGUMENT} for a severity that does not exist, and what the augmentation fails with
     */
    public Pixels apply(Image crop, int severity, long seed) {
        return augmentation.isEmpty()
                ? crop
                : new Composition(List.of(new Composition.Step(augmentation.get(), severity))).apply(crop, seed);
    }

    /** What the augmentation says of itself at a severity; empty for clean pictures. */
    public String parameters(int severity) {
        return augmentation
                .map(known -> known.info().parameters().get(severity - 1))
                .orElse("");
    }

    /**
     * Changes when the definition at a severity does: a hash over name, id, family, source, parameters at this severity, and whether
     * random numbers are drawn.
     */
    public String definition(int severity) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("name", name());
        parts.put("id", String.valueOf(id()));
        parts.put("parameters", parameters(severity));
        parts.put("draws", String.valueOf(draws()));
        augmentation.map(Augmentation::info).ifPresent(info -> {
            parts.put("family", info.family());
            parts.put("source", info.source());
        });
        return new JournalKey(parts).hash();
    }

    /** For people: {@code fog 1-5}, {@code fog 1,3}, {@code white_noise}, {@code clean}. */
    static String text(PlannedCorruption corruption, List<Integer> severities) {
        boolean only = corruption
                .augmentation
                .map(known -> known.info().severities() == 1)
                .orElse(true);
        if (only) {
            return corruption.name();
        }
        int first = severities.get(0);
        int last = severities.get(severities.size() - 1);
        if (severities.size() > 1 && last - first == severities.size() - 1) {
            return corruption.name() + " " + first + "-" + last;
        }
        return corruption.name() + " "
                + String.join(",", severities.stream().map(String::valueOf).toList());
    }
}
