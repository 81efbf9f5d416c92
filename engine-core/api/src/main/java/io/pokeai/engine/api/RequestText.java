package io.pokeai.engine.api;

import java.time.Duration;
import java.util.Optional;

/** The text that both kinds of request have in a log. */
final class RequestText {
    private RequestText() {}

    /** What the caller has added, each after a comma; nothing for a plain request. */
    static String of(Optional<?> change, Optional<String> caller, Optional<Duration> deadline) {
        return (change.isPresent() ? ", changed" : "")
                + caller.map(key -> ", for " + key).orElse("")
                + deadline.map(time -> ", within " + time.toMillis() + " ms").orElse("");
    }
}
