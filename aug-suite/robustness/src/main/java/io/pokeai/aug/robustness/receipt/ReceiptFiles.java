package io.pokeai.aug.robustness.receipt;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PlannedCell;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.files.WholeFile;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Writes the receipt of a run, and its leaves beside it. They follow from the cells, the engine and the machine alone.
 *
 * @param folder gets {@code receipt.json} and {@code receipt-leaves.bin}
 */
public record ReceiptFiles(Path folder) {
    /** How many bytes of leaves a cell has for a row. */
    public static final int LEAF_BYTES = CellLeaves.BYTES;

    /**
     * Writes both, the receipt last.
     *
     * @return {@code receipt.json}
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when one cannot be written
     */
    @CanIgnoreReturnValue
    public Path write(RobustnessResult result, ReceiptBuild build, ReceiptMachine machine) {
        Path leaves = folder.resolve(Receipt.LEAVES);
        MessageDigest sha = MerkleTree.sha256();
        List<ReceiptCell> cells = new ArrayList<>();
        List<LeafRow> rows = LeafRow.of(result.plan().pictures());
        try {
            WholeFile.writePieces(leaves, channel -> write(result, rows, channel, sha, cells));
        } catch (IOException e) {
            throw TextFile.unwritable(leaves, e);
        }
        RobustnessPlan plan = result.plan();
        Receipt receipt = new Receipt(
                plan.seed(),
                build,
                machine,
                plan.pictures().size(),
                LeafRow.root(rows),
                plan.models().stream()
                        .map(model -> ReceiptModel.of(model, plan))
                        .toList(),
                cells,
                Optional.of(HexFormat.of().formatHex(sha.digest())));
        Path file = folder.resolve(Receipt.NAME);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ReceiptJson.write(receipt, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory can always be written
        }
        TextFile.write(file, bytes.toString(StandardCharsets.UTF_8));
        return file;
    }

    private static void write(
            RobustnessResult result,
            List<LeafRow> rows,
            FileChannel channel,
            MessageDigest sha,
            List<ReceiptCell> cells)
            throws IOException {
        // Not closed: that would close the channel.
        DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), sha)));
        List<PlannedCell> planned = result.plan().cells();
        ReceiptLeaves.writeHeader(out, rows, planned.size());
        for (int i = 0; i < planned.size(); i++) {
            FinishedCell cell = result.cells().get(i);
            CellScores scores = result.scores().scores(cell);
            CellLeaves leaves = CellLeaves.of(cell, scores);
            out.write(leaves.packed());
            cells.add(cell(planned.get(i), cell, leaves.roots(), close(scores)));
        }
        out.flush();
    }

    private static ReceiptCell cell(PlannedCell planned, FinishedCell cell, CellRoots roots, List<Integer> close) {
        return new ReceiptCell(
                planned.model().title(),
                planned.corruption().name(),
                planned.severity(),
                planned.corruption().parameters(planned.severity()),
                planned.corruption().definition(planned.severity()),
                planned.corruption().draws(),
                cell.pictures(),
                cell.correct(),
                roots,
                close);
    }

    private static List<Integer> close(CellScores scores) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < scores.rows(); row++) {
            if (scores.row(row).margin() < Receipt.CLOSE) { // NaN, of a row without an answer, is not
                rows.add(row);
            }
        }
        return rows;
    }

    /** How large the file with the leaves will be, paths and labels aside. */
    public static long bytes(LabelledPictures pictures, int cells) {
        return (long) pictures.size() * cells * LEAF_BYTES;
    }
}
