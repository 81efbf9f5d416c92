package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.ClassList;
import io.pokeai.engine.dataset.DatasetSplit;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.dataset.YoloFolds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folders {@code yolo_folds/fold_<k>/{train,val}/<class>}, as Ultralytics would want them. The training reads the tables itself; the
 * folders are what {@code args.yaml} names, and what another program trains with.
 */
record FoldFolders(Path artifacts, FoldTables tables) {
    /**
     * Makes the folders of all folds, unless those that are wanted are there with as many files as their tables have rows.
     *
     * @throws EngineException what keeps tables and pictures from being read; {@code UNAVAILABLE} when they cannot be written;
     *     {@code CANCELLED}
     */
    void fill(List<Integer> folds, TrainingListener listener) {
        if (folds.stream().allMatch(this::isFilled)) {
            return;
        }
        DatasetSplit split = split();
        try {
            YoloFolds.Report report =
                    new YoloFolds(artifacts, tables.data().orElse(artifacts)).write(split, listener::isCancelled);
            listener.noted("yolo_folds has " + report.files() + " pictures of "
                    + split.folds().size() + " folds"
                    + (report.renamed() > 0
                            ? "; " + report.renamed() + " that share class and name with another one have a longer name"
                            : ""));
            report.notes().forEach(listener::noted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(
                    ErrorCode.CANCELLED,
                    "The training was stopped while yolo_folds was made.",
                    "The same call begins again.",
                    e);
        }
    }

    private boolean isFilled(int fold) {
        for (String part : List.of("train", "val")) {
            Path folder =
                    artifacts.resolve("yolo_folds").resolve("fold_" + fold).resolve(part);
            if (!Files.isDirectory(folder)) {
                return false;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                if (files.filter(Files::isRegularFile).count()
                        != tables.rows(fold, part).size()) {
                    return false;
                }
            } catch (IOException e) {
                throw FoldFiles.unreadable(folder, e);
            }
        }
        return true;
    }

    private DatasetSplit split() {
        List<DatasetSplit.Fold> folds = new ArrayList<>();
        Set<PictureRow> all = new LinkedHashSet<>();
        Path trainDev = artifacts.resolve("train_dev_split.csv");
        if (Files.isRegularFile(trainDev)) {
            all.addAll(pathAndLabel(PictureTable.read(trainDev)).rows());
        }
        for (int fold = 1; tables.has(fold); fold++) {
            PictureTable train = pathAndLabel(PictureTable.read(tables.file(fold, "train")));
            PictureTable validation = pathAndLabel(PictureTable.read(tables.file(fold, "val")));
            folds.add(new DatasetSplit.Fold(train, validation));
            all.addAll(train.rows());
            all.addAll(validation.rows());
        }
        PictureTable none = PictureTable.empty(List.of("path", "label"));
        return new DatasetSplit(
                none.withRows(List.copyOf(all)), none, folds, new ClassList(tables.classes()), List.of());
    }

    private static PictureTable pathAndLabel(PictureTable table) {
        return PictureTable.empty(List.of("path", "label"))
                .withRows(table.rows().stream()
                        .map(row -> new PictureRow(row.path(), row.label(), List.of(row.path(), row.label())))
                        .toList());
    }
}
