package io.pokeai.aug.robustness.receipt;

import io.pokeai.aug.robustness.plan.FileFields;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a robustness run claims, in a form that somebody else can check: {@code receipt.json}.
 *
 * @param seed of the random numbers
 * @param build the engine that wrote it
 * @param machine that it ran on
 * @param pictures rows of the data set
 * @param dataRoot Merkle root over path, SHA-256 and label of each row
 * @param cells each of the models under each of the corruptions
 * @param leaves SHA-256 of the file with the leaves; empty for a receipt without one
 */
public record Receipt(
        long seed,
        ReceiptBuild build,
        ReceiptMachine machine,
        int pictures,
        String dataRoot,
        List<ReceiptModel> models,
        List<ReceiptCell> cells,
        Optional<String> leaves) {
    /**
     * Two largest probabilities that differ by less are close.
     *
     * <p><b>Source</b> scores of two back ends differ by some 1e-5, and ten times that on quantised models.
     */
    public static final float CLOSE = 1e-3f;

    /** The file's name in the folder of a run. */
    public static final String NAME = "receipt.json";

    /** The name of the file with the leaves, beside the receipt. */
    public static final String LEAVES = "receipt-leaves.bin";

    public Receipt {
        models = List.copyOf(models);
        cells = List.copyOf(cells);
    }

    /**
     * Reads one.
     *
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} when the file is not a receipt, or of a form that this
     *     build does not know
     */
    public static Receipt read(Path file) {
        return ReceiptJson.read(FileFields.read(file));
    }
}
