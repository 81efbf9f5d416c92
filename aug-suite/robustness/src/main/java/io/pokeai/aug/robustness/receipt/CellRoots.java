package io.pokeai.aug.robustness.receipt;

/**
 * The Merkle roots of a cell, in hexadecimal digits.
 *
 * @param pixels of what the model saw
 * @param decisions of the classes that were answered
 * @param scores of the probabilities
 */
public record CellRoots(String pixels, String decisions, String scores) {}
