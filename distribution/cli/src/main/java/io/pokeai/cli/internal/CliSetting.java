package io.pokeai.cli.internal;

import io.pokeai.engine.api.ServingSetting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be set by flag, environment variable or {@code pokeai.yaml}; the key in the file is the name in small letters.
 * The last three are PokeAI's own, which its {@code configs/default.yml} may set as well.
 */
enum CliSetting {
    ARTIFACTS("--artifacts", "POKEAI_ARTIFACTS"),
    CACHE("--cache", "POKEAI_CACHE"),
    THREADS("--threads", "POKEAI_THREADS"),
    /** Its former name is provider, which scripts and files may still use. */
    DEVICE("--device", "POKEAI_DEVICE", "provider"),
    VERBOSE("--verbose", "POKEAI_DEBUG"),
    // For engines with many callers. A single command does not need them, so they have no flags.
    WAITING("", "POKEAI_WAITING"),
    WAITING_PER_MODEL("", "POKEAI_WAITING_PER_MODEL"),
    DEADLINE_MS("", "POKEAI_DEADLINE_MS"),
    MAX_BATCH("", "POKEAI_MAX_BATCH"),
    MAX_DELAY_MS("", "POKEAI_MAX_DELAY_MS"),
    MODEL_BATCHING("", "POKEAI_MODEL_BATCHING"),
    RETIRE_WHEN_GONE("", "POKEAI_RETIRE_WHEN_GONE"),
    /** The largest width × height of a picture. */
    MAX_PIXELS("", "POKEAI_MAX_PIXELS"),
    /** Empty: the only model of the folder. */
    MODEL("--model", "MODEL_NAME"),
    /** Empty: all folds of the folder. */
    FOLDS("", "N_FOLDS"),
    YOLO_NAME("", "YOLO_NAME");

    private final String flag;
    private final String variable;
    private final Optional<String> formerKey;

    CliSetting(String flag, String variable) {
        this.flag = flag;
        this.variable = variable;
        this.formerKey = Optional.empty();
    }

    CliSetting(String flag, String variable, String formerKey) {
        this.flag = flag;
        this.variable = variable;
        this.formerKey = Optional.of(formerKey);
    }

    /** Empty when there is none. */
    String flag() {
        return flag;
    }

    String variable() {
        return variable;
    }

    /** The environment variables that are read: the current name, then the former one. The first one that is set counts. */
    List<String> variables() {
        return formerKey
                .map(former -> List.of(variable, "POKEAI_" + former.toUpperCase(Locale.ROOT)))
                .orElse(List.of(variable));
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The setting for how single calls are served that this one stands for, if any. */
    Optional<ServingSetting> serving() {
        return ServingSetting.ofKey(key());
    }

    static Optional<CliSetting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key)
                        || setting.formerKey.filter(key::equals).isPresent())
                .findFirst();
    }

    static String keys() {
        return String.join(", ", Arrays.stream(values()).map(CliSetting::key).toList());
    }
}
