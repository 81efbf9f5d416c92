package io.pokeai.aug.robustness.receipt;

import java.util.Map;

/**
 * The engine that wrote a receipt.
 *
 * @param version of its bundles; empty if it is not known
 * @param hash over the content of its bundles; empty if it is not known
 * @param libraries versions of what decodes, encodes and computes, by name, as far as they are known
 */
public record ReceiptBuild(String version, String hash, Map<String, String> libraries) {
    /** Of a program that does not say which engine it is. */
    public static final ReceiptBuild UNKNOWN = new ReceiptBuild("", "", Map.of());

    public ReceiptBuild {
        libraries = Map.copyOf(libraries);
    }
}
