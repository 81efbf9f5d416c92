package io.pokeai.engine.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@link Serving} as text, one setting at a time: what files, environments and OSGi configurations call its parts, their
 * allowed values, and the error for a wrong one. The key is the name in small letters.
 */
public enum ServingSetting {
    /** {@link Serving#waiting}, in calls. */
    WAITING,
    /** {@link Serving#waitingPerModel}, in calls. */
    WAITING_PER_MODEL,
    /** {@link Serving#deadline}, in milliseconds. */
    DEADLINE_MS,
    /** {@link Batching#maxBatch} of all models that have no batching of their own, in calls. */
    MAX_BATCH,
    /** {@link Batching#maxDelay} of all models that have no batching of their own, in milliseconds. */
    MAX_DELAY_MS,
    /**
     * {@link Serving#models}: {@code NAME=MAX_BATCH/MAX_DELAY_MS}, several with commas between them; without {@code /} there
     * is no delay.
     */
    MODEL_BATCHING;

    private static final String MODEL_NAME = "[A-Za-z0-9_.-]{1,200}";

    /** What it is called in files and configurations. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The setting of a key, if it is one of these. */
    public static Optional<ServingSetting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }

    /** Its value, in the form that {@link #apply} reads; empty for none. */
    public String text(Serving serving) {
        return switch (this) {
            case WAITING -> String.valueOf(serving.waiting());
            case WAITING_PER_MODEL -> String.valueOf(serving.waitingPerModel());
            case DEADLINE_MS -> String.valueOf(serving.deadline().toMillis());
            case MAX_BATCH -> String.valueOf(serving.batching().maxBatch());
            case MAX_DELAY_MS -> String.valueOf(serving.batching().maxDelay().toMillis());
            case MODEL_BATCHING ->
                new TreeMap<>(serving.models())
                        .entrySet().stream()
                                .map(entry -> entry.getKey()
                                        + '='
                                        + entry.getValue().maxBatch()
                                        + '/'
                                        + entry.getValue().maxDelay().toMillis())
                                .collect(Collectors.joining(", "));
        };
    }

    /**
     * The same with this setting changed.
     *
     * @param text as it was written
     * @param origin who wrote it, for the message
     * @throws EngineException {@code INVALID_ARGUMENT} naming the key, what was found and what is allowed
     */
    public Serving apply(Serving to, String text, String origin) {
        try {
            return switch (this) {
                case WAITING -> to.withWaiting(number(text, 0, Serving.MAX_WAITING), to.waitingPerModel());
                case WAITING_PER_MODEL -> to.withWaiting(to.waiting(), number(text, 0, Serving.MAX_WAITING));
                case DEADLINE_MS ->
                    to.withDeadline(Duration.ofMillis(number(text, 1, (int) Serving.MAX_DEADLINE.toMillis())));
                case MAX_BATCH ->
                    to.withBatching(new Batching(
                            number(text, 1, Batching.MAX_BATCH), to.batching().maxDelay()));
                case MAX_DELAY_MS -> to.withBatching(new Batching(to.batching().maxBatch(), delay(text)));
                case MODEL_BATCHING ->
                    new Serving(to.waiting(), to.waitingPerModel(), to.deadline(), to.batching(), models(text));
            };
        } catch (IllegalArgumentException e) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The setting '" + key() + "' is '" + text + "' (" + origin + ").",
                    "Use " + allowed() + ".",
                    e);
        }
    }

    /** The allowed values. */
    private String allowed() {
        return switch (this) {
            case WAITING, WAITING_PER_MODEL -> "a whole number of calls from 0 to " + Serving.MAX_WAITING;
            case DEADLINE_MS ->
                "a whole number of milliseconds from 1 to " + Serving.MAX_DEADLINE.toMillis() + " (a day)";
            case MAX_BATCH -> "a whole number of calls from 1 (off) to " + Batching.MAX_BATCH;
            case MAX_DELAY_MS -> "a whole number of milliseconds from 0 to " + Batching.MAX_DELAY.toMillis();
            case MODEL_BATCHING ->
                "NAME=MAX_BATCH/MAX_DELAY_MS, such as sprites=8/5, with 1 to " + Batching.MAX_BATCH + " calls and 0 to "
                        + Batching.MAX_DELAY.toMillis() + " ms, each name once, and commas between several";
        };
    }

    private static Map<String, Batching> models(String text) {
        Map<String, Batching> models = new HashMap<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] both = part.strip().split("\\s*=\\s*", 2);
            if (both.length < 2 || !both[0].matches(MODEL_NAME)) {
                throw new IllegalArgumentException(part);
            }
            String[] limits = both[1].split("\\s*/\\s*", 2);
            Duration delay = limits.length == 1 ? Duration.ZERO : delay(limits[1]);
            Batching batching = new Batching(number(limits[0], 1, Batching.MAX_BATCH), delay);
            if (models.put(both[0], batching) != null) {
                throw new IllegalArgumentException(part);
            }
        }
        return models;
    }

    private static Duration delay(String text) {
        return Duration.ofMillis(number(text, 0, (int) Batching.MAX_DELAY.toMillis()));
    }

    private static int number(String text, int least, int most) {
        int number = Integer.parseInt(text.strip());
        if (number < least || number > most) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }
}
