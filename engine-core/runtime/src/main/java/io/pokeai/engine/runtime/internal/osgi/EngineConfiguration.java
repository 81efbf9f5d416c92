package io.pokeai.engine.runtime.internal.osgi;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.FoldDemand;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.api.ServingSetting;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The configuration {@value #PID} as settings; a list may be written as an array, or as text with commas. */
final class EngineConfiguration {
    static final String PID = "io.pokeai.engine";
    private static final String ORIGIN = "configuration " + PID;

    private EngineConfiguration() {}

    /** @throws EngineException {@code INVALID_ARGUMENT} naming the key, what was found and what is allowed */
    static EngineSettings settings(Map<String, Object> configuration) {
        EngineSettings settings =
                EngineSettings.of(Path.of(text(configuration, "artifacts").orElse("artifacts")));
        Optional<String> cache = text(configuration, "cache");
        if (cache.isPresent()) {
            settings = settings.withCache(Path.of(cache.get()));
        }
        Optional<String> threads = text(configuration, "threads");
        if (threads.isPresent()) {
            settings = settings.withThreads(number("threads", threads.get(), EngineSettings.MAX_THREADS));
        }
        Optional<String> folds = text(configuration, "folds");
        if (folds.isPresent()) {
            int count = number("folds", folds.get(), FoldDemand.MAX_FOLDS);
            settings = settings.withLayout(FolderLayout.AS_FOUND.withFolds(new FoldDemand(count, Optional.empty())));
        }
        Optional<String> devices = text(configuration, "devices");
        if (devices.isPresent()) {
            settings = settings.withDevices(List.of(devices.get().strip().split("\\s*,\\s*")));
        }
        Optional<String> pixels = text(configuration, "max_pixels");
        if (pixels.isPresent()) {
            settings = settings.withMaxPixels(number("max_pixels", pixels.get(), (int) Imaging.LARGEST_MAX_PIXELS));
        }
        Optional<String> retire = text(configuration, "retire_when_gone");
        if (retire.isPresent()) {
            settings = settings.withRetireWhenGone(bool("retire_when_gone", retire.get()));
        }
        return settings.withServing(serving(configuration));
    }

    private static Serving serving(Map<String, Object> configuration) {
        Serving serving = Serving.DEFAULT;
        for (ServingSetting setting : ServingSetting.values()) {
            Optional<String> text = text(configuration, setting.key());
            if (text.isPresent()) {
                serving = setting.apply(serving, text.get(), ORIGIN);
            }
        }
        return serving;
    }

    private static boolean bool(String key, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw EngineException.invalidArgument(
                        "The setting '" + key + "' is '" + text + "' (" + ORIGIN + ").", "Use true or false.");
        };
    }

    private static int number(String key, String text, int most) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, text, most);
        }
        throw wrong(key, text, most);
    }

    private static EngineException wrong(String key, String text, int most) {
        return EngineException.invalidArgument(
                "The setting '" + key + "' is '" + text + "' (" + ORIGIN + ").",
                "Use a whole number from 1 to " + most + ".");
    }

    /** A value as text. */
    static Optional<String> text(Map<String, Object> configuration, String key) {
        Object value = configuration.get(key);
        return Optional.ofNullable(value instanceof String[] many ? String.join(",", many) : value)
                .map(String::valueOf);
    }
}
