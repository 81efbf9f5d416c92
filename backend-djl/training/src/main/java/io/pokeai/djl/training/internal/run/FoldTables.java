package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.picture.TrainingPicture;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The pictures of folds, as {@code pokeai preprocess} and the Python project write them. */
final class FoldTables {
    private static final int HASH_DIGITS = 16;

    private final Path artifacts;
    private final Optional<Path> data;
    private final List<String> names;
    private final Map<String, Integer> classes = new HashMap<>();

    /** @param data where pictures are whose paths are not files */
    FoldTables(Path artifacts, Optional<Path> data, List<String> classes) {
        this.artifacts = artifacts;
        this.data = data;
        this.names = List.copyOf(classes);
        for (String name : classes) {
            this.classes.put(name, this.classes.size());
        }
    }

    /** The classes of {@code classes.txt}, in the order of their indices. */
    static List<String> classes(Path artifacts) {
        Path file = artifacts.resolve("classes.txt");
        if (!Files.isRegularFile(file)) {
            throw missing(file);
        }
        try {
            List<String> names = Files.readString(file)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (names.size() < 2) {
                throw EngineException.invalidArgument(
                        file + " has " + names.size() + " classes.", "A classifier needs two or more.");
            }
            return names;
        } catch (IOException e) {
            throw FoldFiles.unreadable(file, e);
        }
    }

    /** In the order of their indices. */
    List<String> classes() {
        return names;
    }

    Optional<Path> data() {
        return data;
    }

    /** Whether there are tables of a fold. */
    boolean has(int fold) {
        return Files.isRegularFile(path(fold, "train")) && Files.isRegularFile(path(fold, "val"));
    }

    private Path path(int fold, String part) {
        return artifacts.resolve("folds").resolve("fold_" + fold).resolve(part + ".csv");
    }

    Path file(int fold, String part) {
        Path file = path(fold, part);
        if (!Files.isRegularFile(file)) {
            throw missing(file);
        }
        return file;
    }

    private static EngineException missing(Path file) {
        return new EngineException(
                ErrorCode.NOT_A_FILE,
                file + " is not there.",
                "'pokeai preprocess --data DIR' makes classes.txt and the folds.");
    }

    /** The first digits of the SHA-256 of a table, which says whether a training is still about the same pictures. */
    String hash(int fold, String part) {
        Path file = file(fold, part);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (IOException e) {
            throw FoldFiles.unreadable(file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param part {@code train} or {@code val}
     * @throws EngineException {@code LABELS_MISMATCH} for a label that is no class; {@code NOT_A_FILE} for a picture that is not there
     */
    List<TrainingPicture> pictures(int fold, String part) {
        Path table = file(fold, part);
        List<TrainingPicture> pictures = new ArrayList<>();
        for (PictureRow row : PictureTable.read(table).rows()) {
            Integer label = classes.get(row.label());
            if (label == null) {
                throw new EngineException(
                        ErrorCode.LABELS_MISMATCH,
                        table + " has the label '" + row.label() + "', which classes.txt does not have.",
                        "Make both by one run of 'pokeai preprocess'.");
            }
            pictures.add(new TrainingPicture(picture(table, row.path()), label));
        }
        if (pictures.isEmpty()) {
            throw EngineException.invalidArgument(table + " has no pictures.", "Make fewer folds, or add pictures.");
        }
        return pictures;
    }

    /** The rows of a table, in its order. */
    List<PictureRow> rows(int fold, String part) {
        return PictureTable.read(file(fold, part)).rows();
    }

    /**
     * Makes sure that no picture of a fold is in the test split, by its path or by the hash of its bytes.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when one is
     */
    void requireNoneOfTest(int fold) {
        Path file = artifacts.resolve("test_split.csv");
        if (!Files.isRegularFile(file)) {
            return;
        }
        PictureTable test = PictureTable.read(file);
        Set<String> marks = new HashSet<>();
        test.rows().forEach(row -> marks.addAll(marks(test, row)));
        for (String part : List.of("train", "val")) {
            PictureTable table = PictureTable.read(file(fold, part));
            for (PictureRow row : table.rows()) {
                if (marks(table, row).stream().anyMatch(marks::contains)) {
                    throw EngineException.invalidArgument(
                            file(fold, part) + " has " + row.path() + ", which is a picture of the test split.",
                            "Make splits and folds by one run of 'pokeai preprocess'.");
                }
            }
        }
    }

    private static List<String> marks(PictureTable table, PictureRow row) {
        List<String> marks = new ArrayList<>(List.of("path " + row.path()));
        table.column(PictureTable.HASH)
                .ifPresent(
                        column -> marks.add(PictureTable.HASH + " " + row.more().get(column)));
        return marks;
    }

    private Path picture(Path table, String path) {
        Path plain = Path.of(path);
        if (Files.isRegularFile(plain)) {
            return plain;
        }
        Optional<Path> below = data.map(folder -> folder.resolve(path)).filter(Files::isRegularFile);
        return below.orElseThrow(() -> new EngineException(
                ErrorCode.NOT_A_FILE,
                table + " names " + path + ", which is not there.",
                data.isEmpty()
                        ? "Name the folder of the data set with --data DIR or POKEAI_DATASET_DIR."
                        : "Put it back below " + data.get() + ", or preprocess the data set again."));
    }
}
