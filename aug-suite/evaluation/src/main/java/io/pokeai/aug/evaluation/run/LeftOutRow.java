package io.pokeai.aug.evaluation.run;

import io.pokeai.engine.api.ErrorCode;

/**
 * A row of a table that counts in no figure.
 *
 * @param path the picture, as the table names it
 * @param label its class, as the table names it
 * @param code {@code LABELS_MISMATCH} for a label that the model does not know; else why its picture cannot be classified
 * @param reason a sentence
 */
public record LeftOutRow(String path, String label, ErrorCode code, String reason) {}
