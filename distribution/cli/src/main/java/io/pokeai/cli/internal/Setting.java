package io.pokeai.cli.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be set by flag, environment variable or {@code pokeai.yaml}; the key in the file is the name in small letters. */
enum Setting {
    ARTIFACTS("--artifacts", "POKEAI_ARTIFACTS"),
    CACHE("--cache", "POKEAI_CACHE"),
    THREADS("--threads", "POKEAI_THREADS"),
    PROVIDER("--provider", "POKEAI_PROVIDER"),
    VERBOSE("--verbose", "POKEAI_DEBUG");

    private final String flag;
    private final String variable;

    Setting(String flag, String variable) {
        this.flag = flag;
        this.variable = variable;
    }

    String flag() {
        return flag;
    }

    String variable() {
        return variable;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }

    static String keys() {
        return String.join(", ", Arrays.stream(values()).map(Setting::key).toList());
    }
}
