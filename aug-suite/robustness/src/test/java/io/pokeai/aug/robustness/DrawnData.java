package io.pokeai.aug.robustness;

import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pictures as {@link FakeAnswers} reads them, in a folder: {@code 0.txt} with the grey 0, and so on. */
public final class DrawnData {
    private DrawnData() {}

    /** The grey of picture k is k, and its label the class k modulo 3. */
    public static LabelledPictures write(Path folder, int pictures) {
        List<PictureRow> rows = new ArrayList<>();
        for (int k = 0; k < pictures; k++) {
            write(folder.resolve(k + ".txt"), String.valueOf(k));
            rows.add(new PictureRow(k + ".txt", FakeAnswers.CLASSES.get(k % 3), List.of()));
        }
        return read(folder, rows);
    }

    /** Of rows of one's own. */
    public static LabelledPictures read(Path folder, List<PictureRow> rows) {
        try {
            return LabelledPictures.read(
                    new PictureTable(List.of(), rows), new PictureFolder(folder, Optional.empty()), () -> false);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A picture. */
    public static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
