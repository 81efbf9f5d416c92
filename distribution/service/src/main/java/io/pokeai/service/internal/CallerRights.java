package io.pokeai.service.internal;

/**
 * What callers may do on the public port besides asking models.
 *
 * @param loading to load and unload models, by the Open Inference Protocol's repository extension
 * @param metrics to read the metrics
 */
record CallerRights(boolean loading, boolean metrics) {
    /** Both are for operators. */
    static final CallerRights NONE = new CallerRights(false, false);
}
