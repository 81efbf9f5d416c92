package io.pokeai.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.files.FolderLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessingTest {
    @TempDir
    Path folder;

    private final FakeImaging imaging = new FakeImaging();
    private Path data;
    private Path artifacts;

    @BeforeEach
    void draw() throws IOException {
        data = folder.resolve("data");
        artifacts = folder.resolve("artifacts");
        for (String label : List.of("cat", "dog", "Zebra")) {
            for (int i = 0; i < 20; i++) {
                write(label + "/" + i + ".png", "4x" + (i + 1) + label);
            }
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Preprocessing.Report run() throws InterruptedException {
        return run(PreprocessListener.SILENT);
    }

    private Preprocessing.Report run(PreprocessListener listener) throws InterruptedException {
        return new Preprocessing(artifacts, SplitSettings.DEFAULT, listener)
                .ofFolder(data, new DatasetIndexer(imaging, 2));
    }

    private String text(String name) throws IOException {
        return Files.readString(artifacts.resolve(name));
    }

    @Test
    void everyFileOfPokeAiIsWritten() throws Exception {
        run();
        assertThat(text("dataset_index.csv")).startsWith("path,label,width,height\nZebra/0.png,Zebra,4,1\n");
        assertThat(text("dedup_index.csv")).startsWith("path,label,width,height,hash\nZebra/0.png,Zebra,4,1,");
        assertThat(text("classes.txt")).isEqualTo("Zebra\ncat\ndog");
        assertThat(text("test_split.csv").lines()).hasSize(1 + 6);
        assertThat(text("train_dev_split.csv").lines()).hasSize(1 + 54);
        for (int fold = 1; fold <= 5; fold++) {
            assertThat(text("folds/fold_" + fold + "/train.csv").lines().count()
                            + text("folds/fold_" + fold + "/val.csv").lines().count())
                    .isEqualTo(2 + 54);
        }
        assertThat(text("reports/preprocess_unreadable.csv")).isEqualTo("path,label,error,message\n");
    }

    @Test
    void unreadableFilesAreNamedAndCopiesLeftOut() throws Exception {
        write("cat/broken.PNG", "not a picture");
        write("cat/copy.png", "4x1cat");
        write("dog/deep/er/copy.jpeg", "4x1cat");
        write("dog/notes.txt", "1x1");
        write("dog/.png", "1x1");
        Preprocessing.Report report = run();
        assertThat(report.index().orElseThrow().unreadable())
                .containsExactly(new UnreadablePicture(
                        "cat/broken.PNG", "cat", ErrorCode.CORRUPT_IMAGE, "broken.PNG: it is no text of a size."));
        assertThat(report.index().orElseThrow().pictures().rows()).hasSize(62);
        assertThat(report.distinct().rows()).hasSize(60);
        assertThat(text("dataset_index.csv"))
                .contains("\ncat/copy.png,cat,4.0,1.0\n", "\ndog/deep/er/copy.jpeg,dog,4.0,1.0\n");
        assertThat(text("dedup_index.csv")).contains("\ncat/0.png,cat,").doesNotContain("copy");
        assertThat(text("reports/preprocess_unreadable.csv")).isEqualTo("""
                        path,label,error,message
                        cat/broken.PNG,cat,CORRUPT_IMAGE,broken.PNG: it is no text of a size.
                        """);
    }

    @Test
    void oddNamesKeepTheirRows() throws Exception {
        write("cat/a, b.png", "9x9a");
        write("cat/say \"hi\".png", "9x9b");
        write("cat/two\nlines.png", "9x9c");
        write("cat/car\rriage.png", "9x9d");
        write("d\u00f6g \u732b/x.png", "9x9e");
        write("d\u00f6g \u732b/y.png", "9x9f");
        DatasetIndex index = run().index().orElseThrow();
        PictureTable read = PictureTable.read(artifacts.resolve("dedup_index.csv"));
        assertThat(read).isEqualTo(index.pictures());
        assertThat(read.rows().stream().map(PictureRow::path))
                .contains("cat/a, b.png", "cat/say \"hi\".png", "cat/two\nlines.png", "cat/car\rriage.png")
                .contains("d\u00f6g \u732b/x.png");
    }

    @Test
    void whatWasInterruptedGoesOnAndGivesTheSameFiles() throws Exception {
        run();
        Map<String, String> whole = files();
        delete(artifacts);
        imaging.decoded.set(0);
        AtomicInteger examined = new AtomicInteger();
        assertThatThrownBy(() -> run(new PreprocessListener() {
                    @Override
                    public void examined(boolean readable) {
                        examined.incrementAndGet();
                    }

                    @Override
                    public boolean cancelled() {
                        return examined.get() == 30;
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(artifacts.resolve("classes.txt")).doesNotExist();
        // As a crash leaves it: the last line cut short.
        Path journal = artifacts.resolve(".cache/preprocess/examined.tsv");
        byte[] bytes = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(bytes, bytes.length - 5));
        imaging.decoded.set(0);
        run();
        assertThat(imaging.decoded).hasValue(60 - 29);
        assertThat(files()).isEqualTo(whole);
        assertThat(journal).doesNotExist();
    }

    @Test
    void aFileThatWasReplacedMeanwhileIsExaminedAgain() throws Exception {
        AtomicInteger examined = new AtomicInteger();
        assertThatThrownBy(() -> run(new PreprocessListener() {
                    @Override
                    public boolean cancelled() {
                        return examined.getAndIncrement() == 59;
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        Path file = data.resolve("Zebra/0.png");
        Path other = Files.writeString(folder.resolve("other"), "7x1Zebra");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        run();
        assertThat(text("dataset_index.csv")).contains("\nZebra/0.png,Zebra,7,1\n");
    }

    @Test
    void anIndexIsSplitWithoutALookAtThePictures() throws Exception {
        run();
        Map<String, String> whole = files();
        Path index = Files.copy(artifacts.resolve("dedup_index.csv"), folder.resolve("index.csv"));
        delete(artifacts);
        delete(data);
        new Preprocessing(artifacts, SplitSettings.DEFAULT, PreprocessListener.SILENT).ofIndex(index);
        whole.keySet().removeAll(List.of("dataset_index.csv", "reports/preprocess_unreadable.csv"));
        assertThat(files()).isEqualTo(whole);
    }

    @Test
    @SuppressWarnings("try") // the lock is only held
    void oneRunAtATime() {
        try (FolderLock lock = FolderLock.take(artifacts.resolve(".cache/preprocess"), "somebody else")) {
            assertThatThrownBy(this::run)
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        }
    }

    @Test
    void foldsOfAnotherRunAreNamed() throws Exception {
        Files.createDirectories(artifacts.resolve("folds/fold_6"));
        assertThat(run().notes()).contains("folds/ has more folds than 5, from another run; they were not touched.");
    }

    @Test
    void aFolderWithoutPicturesSaysHowOneLooks() throws IOException {
        delete(data);
        assertThatThrownBy(this::run).hasMessageContaining("data is not a directory.");
        Files.createDirectories(data.resolve("cat"));
        assertThatThrownBy(this::run).hasMessageContaining("A data set has one folder for each class");
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(artifacts)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = artifacts.relativize(file).toString();
                if (!name.startsWith(".cache")) {
                    files.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }

    private static void delete(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
