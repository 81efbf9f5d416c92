package io.pokeai.aug.robustness.receipt;

import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.CellKey;

/**
 * A model of a receipt.
 *
 * @param model as files are named after it
 * @param name what the engine was asked for
 * @param version SHA-256 of its files
 * @param backend what computed, and on which device, such as {@code onnx on cpu}
 * @param build version of the back end; empty if it is not known
 * @param input the input spec
 * @param classes how many
 * @param classList a hash of the class names in index order
 * @param batch how many pictures were computed at once, at most
 */
public record ReceiptModel(
        String model,
        String name,
        String version,
        String backend,
        String build,
        String input,
        int folds,
        int classes,
        String classList,
        int batch) {
    static ReceiptModel of(TestedModel model, RobustnessPlan plan) {
        String classList = plan.cells().stream()
                .filter(cell -> cell.model().equals(model))
                .findFirst()
                .map(cell -> cell.key().part(CellKey.CLASSES))
                .orElse("");
        return new ReceiptModel(
                model.title(),
                model.name(),
                model.identity().version(),
                model.identity().backend(),
                model.build(),
                model.input().id(),
                model.identity().folds(),
                model.identity().classes().size(),
                classList,
                model.identity().batch());
    }
}
