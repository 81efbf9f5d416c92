package io.pokeai.aug.robustness.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.robustness.DrawnData;
import io.pokeai.aug.robustness.FakeAnswers;
import io.pokeai.aug.robustness.FakeAugmentation;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PixelAnswers;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessRun;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.receipt.ReceiptDifference.Kind;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.spi.Augmentation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptCheckTest {
    private static final int PICTURES = 7;
    private static final int BATCH = 4;
    private static final ReceiptBuild BUILD = new ReceiptBuild("1.2.3", "abc", Map.of("OpenCV", "4.13.0"));
    private static final ReceiptMachine MACHINE = new ReceiptMachine(
            "amd64",
            "Linux",
            "Java 17",
            "AuthenticAMD",
            "AMD EPYC",
            new TreeSet<>(List.of("avx2")),
            new TreeMap<>(),
            2);

    @TempDir
    Path folder;

    private final FakeAnswers fakes = new FakeAnswers();
    private TestedModel one = fakes.model("one", "11", 0, BATCH);
    private final TestedModel two = fakes.model("two", "22", 1, BATCH);
    private LabelledPictures pictures;
    private List<Augmentation> augmentations = List.of(FakeAugmentation.fog(), FakeAugmentation.noise());
    private Path data;
    private Path output;
    private Path receipt;

    @BeforeEach
    void run() throws Exception {
        data = Files.createDirectories(folder.resolve("data"));
        output = folder.resolve("output");
        pictures = DrawnData.write(data, PICTURES);
        write();
    }

    /** Runs, and writes the receipt of it. */
    private void write() throws Exception {
        RobustnessPlan plan = new RobustnessPlan(
                List.of(one, two),
                List.of(
                        PlannedCorruption.of(FakeAugmentation.fog(), List.of(1, 2, 3)),
                        PlannedCorruption.of(FakeAugmentation.noise(), List.of(1))),
                3,
                pictures);
        try (RobustnessRun run = RobustnessRun.begin(output, fakes, RobustnessListener.SILENT)) {
            receipt = new ReceiptFiles(output).write(run.ask(plan), BUILD, MACHINE);
        }
        fakes.questions.clear();
    }

    private ReceiptVerdict verify() throws Exception {
        return verify(ReceiptSample.ALL, fakes, MACHINE);
    }

    private ReceiptVerdict verify(ReceiptSample sample, PixelAnswers asked, ReceiptMachine machine) throws Exception {
        Receipt read = Receipt.read(receipt);
        Path file = output.resolve(Receipt.LEAVES);
        ReceiptCheck.Here here = new ReceiptCheck.Here(
                pictures, model -> model.model().equals("one") ? one : two, new Augmentations(augmentations));
        Path scratch = Files.createTempDirectory(folder, "scratch");
        if (!Files.exists(file)) {
            return new ReceiptCheck(read, Optional.empty(), machine, BUILD)
                    .check(here, sample, asked, scratch, RobustnessListener.SILENT);
        }
        try (ReceiptLeaves leaves = ReceiptLeaves.open(file, read)) {
            return new ReceiptCheck(read, Optional.of(leaves), machine, BUILD)
                    .check(here, sample, asked, scratch, RobustnessListener.SILENT);
        } finally {
            assertThat(scratch).isEmptyDirectory();
        }
    }

    private void replace(String before, String after) throws IOException {
        String text = Files.readString(receipt);
        assertThat(text).contains(before);
        Files.writeString(receipt, text.replaceFirst(Pattern.quote(before), after));
    }

    private static ReceiptDifference only(ReceiptVerdict verdict) {
        assertThat(verdict.differences()).as(verdict.toString()).hasSize(1);
        return verdict.differences().get(0);
    }

    @Test
    void unchangedEveryBitIsConfirmedAndAllOfItIsComputedAnew() throws Exception {
        ReceiptVerdict verdict = verify();

        assertThat(verdict.level()).isEqualTo(ReceiptLevel.SCORES);
        assertThat(verdict.confirmed()).isTrue();
        assertThat(verdict.differences()).isEmpty();
        assertThat(verdict.notes()).isEmpty();
        assertThat(verdict.asked()).isEqualTo(PICTURES * 10).isEqualTo(verdict.answers());
        assertThat(verdict.touched()).isEqualTo(10).isEqualTo(verdict.cells());
        assertThat(fakes.questions).as("not read from the cells of the run").hasSize(PICTURES * 5);
    }

    @Test
    void theSameRunWritesTheSameReceipt() throws Exception {
        byte[] before = Files.readAllBytes(receipt);
        byte[] leaves = Files.readAllBytes(output.resolve(Receipt.LEAVES));
        write();
        assertThat(receipt).hasBinaryContent(before);
        assertThat(output.resolve(Receipt.LEAVES)).hasBinaryContent(leaves);
    }

    @Test
    void theJournalOfTheRunIsNotBelieved() throws Exception {
        try (Stream<Path> files = Files.walk(output.resolve("cells"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(file, new byte[] {1});
            }
        }
        assertThat(verify().level()).isEqualTo(ReceiptLevel.SCORES);
    }

    @Test
    void aChangedPictureIsNamed() throws Exception {
        DrawnData.write(data.resolve("4.txt"), "7");
        pictures = DrawnData.read(data, rows());

        ReceiptVerdict verdict = verify();

        assertThat(verdict.level()).isEqualTo(ReceiptLevel.NONE);
        assertThat(verdict.differences().get(0).kind()).isEqualTo(Kind.PICTURE);
        assertThat(verdict.differences().get(0).where()).isEqualTo("4.txt");
        assertThat(verdict.differences())
                .filteredOn(difference -> difference.kind() == Kind.PIXELS)
                .extracting(ReceiptDifference::where)
                .contains("one clean, 4.txt", "two fog:3, 4.txt")
                .allMatch(where -> where.endsWith(", 4.txt"));
    }

    /** As {@link DrawnData#write} makes them. */
    private List<PictureRow> rows() {
        List<PictureRow> rows = new ArrayList<>();
        for (int k = 0; k < PICTURES; k++) {
            rows.add(new PictureRow(k + ".txt", FakeAnswers.CLASSES.get(k % 3), List.of()));
        }
        return rows;
    }

    @Test
    void aChangedLabelIsNamed() throws Exception {
        List<PictureRow> rows = rows();
        rows.set(5, new PictureRow("5.txt", "cat", List.of()));
        pictures = DrawnData.read(data, rows);

        ReceiptVerdict verdict = verify();

        assertThat(verdict.level()).isEqualTo(ReceiptLevel.NONE);
        assertThat(only(verdict))
                .isEqualTo(new ReceiptDifference(Kind.LABEL, "5.txt", "has another label ('owl', here 'cat')"));
    }

    @Test
    void aRowThatIsGoneAndOneThatIsNewAreNamedAndNothingIsComputed() throws Exception {
        List<PictureRow> rows = rows();
        rows.set(2, new PictureRow("new.txt", "cat", List.of()));
        pictures = DrawnData.read(data, rows);

        ReceiptVerdict verdict = verify();

        assertThat(verdict.differences()).extracting(ReceiptDifference::where).containsExactly("2.txt", "new.txt");
        assertThat(verdict.asked()).isZero();
        assertThat(verdict.confirmed()).isFalse();
    }

    @Test
    void aChangedWeightIsNamedThoughTheInputsAreConfirmed() throws Exception {
        one = fakes.model("one", "33", 2, BATCH);

        ReceiptVerdict verdict = verify();

        assertThat(verdict.level()).isEqualTo(ReceiptLevel.INPUTS);
        assertThat(verdict.differences().get(0))
                .isEqualTo(new ReceiptDifference(Kind.MODEL, "model one", "its weights are others (11, here 33)"));
        assertThat(verdict.differences())
                .filteredOn(d -> d.kind() == Kind.DECISION)
                .isNotEmpty();
        assertThat(verdict.differences()).noneMatch(d -> d.where().startsWith("two"));
    }

    @Test
    void aChangedTableEntryIsNamed() throws Exception {
        AugmentationInfo fog = FakeAugmentation.fog().info();
        augmentations = List.of(
                new FakeAugmentation(new AugmentationInfo(
                        fog.name(),
                        fog.id(),
                        fog.family(),
                        List.of("by=1", "by=2.5", "by=3"),
                        fog.deterministic(),
                        fog.source())),
                FakeAugmentation.noise());

        ReceiptVerdict verdict = verify();

        assertThat(verdict.level()).isEqualTo(ReceiptLevel.NONE);
        assertThat(verdict.differences())
                .containsOnly(new ReceiptDifference(
                        Kind.DEFINITION, "fog:2", "is defined in another way ('by=2', here 'by=2.5')"));
    }

    @Test
    void anAugmentationThatIsNotThereIsNamed() throws Exception {
        augmentations = List.of(FakeAugmentation.noise());
        ReceiptVerdict verdict = verify();
        assertThat(only(verdict).where()).isEqualTo("fog");
        assertThat(verdict.touched()).isEqualTo(4);
    }

    @Test
    void aChangedPixelIsNamedWithCellAndPicture() throws Exception {
        ReceiptVerdict verdict = verify(ReceiptSample.ALL, new OneOtherPixel(fakes, data.resolve("6.txt")), MACHINE);

        assertThat(verdict.level()).isEqualTo(ReceiptLevel.NONE);
        // The draws of fog depend on the pixels: there the answers change as well.
        assertThat(verdict.differences())
                .contains(new ReceiptDifference(Kind.PIXELS, "one clean, 6.txt", "the model sees other pixels"))
                .allMatch(difference -> difference.where().endsWith(", 6.txt"))
                .allMatch(difference -> difference.kind() == Kind.PIXELS || difference.kind() == Kind.DECISION);
    }

    /** Sees the last sample of one picture differently, as another decoder would; the answers stay. */
    private record OneOtherPixel(FakeAnswers fakes, Path picture) implements PixelAnswers {
        @Override
        public Image crop(Path asked, InputSpec spec) {
            Image crop = fakes.crop(asked, spec);
            byte[] rgb = crop.rgb();
            rgb[rgb.length - 1] = (byte) (rgb[rgb.length - 1] + (asked.equals(picture) ? 1 : 0));
            return new Image(crop.width(), crop.height(), rgb);
        }

        @Override
        public <T> Stream<Result<T>> answers(
                List<String> models, Iterable<T> asked, Function<? super T, ? extends Pixels> pixels, int batch) {
            return fakes.answers(models, asked, pixels, batch);
        }
    }

    @Test
    void changedDecisionsInTheReceiptAreNamed() throws Exception {
        Receipt read = Receipt.read(receipt);
        String root = read.cells().get(2).roots().decisions();
        replace(root, root.replace(root.charAt(0), root.charAt(0) == 'f' ? '0' : 'f'));

        ReceiptVerdict verdict = verify();

        assertThat(verdict.level()).isEqualTo(ReceiptLevel.NONE);
        assertThat(only(verdict).kind()).isEqualTo(Kind.RECEIPT);
        assertThat(only(verdict).where()).isEqualTo("one fog:2");
    }

    @Test
    void aChangedFigureInTheReceiptIsNamed() throws Exception {
        replace("\"correct\" : 7", "\"correct\" : 6");
        ReceiptVerdict verdict = verify();
        assertThat(only(verdict))
                .isEqualTo(new ReceiptDifference(Kind.RECEIPT, "one clean", "says 6 right of 7, its leaves 7 of 7"));
    }

    @Test
    void aChangedLeafIsNamedWithItsRow() throws Exception {
        Path leaves = output.resolve(Receipt.LEAVES);
        byte[] bytes = Files.readAllBytes(leaves);
        int lastDecision = bytes.length - CellLeaves.BYTES + Long.BYTES;
        ByteBuffer.wrap(bytes).putInt(lastDecision, 2 - ByteBuffer.wrap(bytes).getInt(lastDecision) / 2);
        Files.write(leaves, bytes);

        ReceiptVerdict verdict = verify();

        assertThat(verdict.differences()).extracting(ReceiptDifference::kind).contains(Kind.RECEIPT, Kind.DECISION);
        assertThat(verdict.differences()).anyMatch(d -> d.where().equals("two white_noise:1, 6.txt"));
    }

    @Test
    void anotherMachineMayHaveOtherScoresAndOtherClassesOfListedRows() throws Exception {
        Files.delete(receipt);
        fakes.sure(0.4502f, 0.4498f);
        output = folder.resolve("close");
        write();
        assertThat(Receipt.read(receipt).cells().get(0).listed()).hasSize(PICTURES);
        fakes.sure(0.4499f, 0.4501f);
        ReceiptMachine other = new ReceiptMachine(
                "aarch64", "Linux", "Java 17", "ARM", "Graviton", new TreeSet<>(List.of("asimd")), new TreeMap<>(), 8);

        ReceiptVerdict verdict = verify(ReceiptSample.ALL, fakes, other);

        assertThat(verdict.level()).isEqualTo(ReceiptLevel.DECISIONS);
        assertThat(verdict.excused()).isEqualTo(verdict.asked());
        assertThat(verdict.scores()).isEqualTo(verdict.asked());
        assertThat(verdict.notes())
                .containsExactly(
                        "the CPU is of another kind (amd64 AuthenticAMD, here aarch64 ARM)",
                        "the engine has another number of threads (2, here 8)");
    }

    @Test
    void aListedRowThatIsNotCloseHereIsNoExcuse() throws Exception {
        Files.delete(receipt);
        fakes.sure(0.4502f, 0.4498f);
        output = folder.resolve("close");
        write();
        fakes.sure(0.2f, 0.7f);
        ReceiptVerdict verdict = verify();
        assertThat(verdict.level()).isEqualTo(ReceiptLevel.INPUTS);
        assertThat(verdict.excused()).isZero();
    }

    @Test
    void otherScoresOnTheSameMachineAreSaidAndNoFailure() throws Exception {
        fakes.sure(0.79f, 0.1f);
        ReceiptVerdict verdict = verify();
        assertThat(verdict.level()).isEqualTo(ReceiptLevel.DECISIONS);
        assertThat(verdict.scores()).isEqualTo(verdict.asked());
        assertThat(verdict.differences()).isEmpty();
    }

    @Test
    void aSampleIsTheSameForTheSameSeedAndOfWholeBatches() throws Exception {
        ReceiptSample sample = ReceiptSample.parse("20%", 5);
        ReceiptVerdict verdict = verify(sample, fakes, MACHINE);
        List<String> asked = List.copyOf(fakes.questions);
        fakes.questions.clear();
        verify(sample, fakes, MACHINE);

        assertThat(fakes.questions).isEqualTo(asked);
        assertThat(verdict.level()).isEqualTo(ReceiptLevel.SCORES);
        assertThat(verdict.asked()).isBetween(1L, PICTURES * 10L / 2);
        fakes.questions.clear();
        verify(ReceiptSample.parse("20%", 6), fakes, MACHINE);
        assertThat(fakes.questions).isNotEqualTo(asked);
    }

    @Test
    void withoutLeavesCellsAreNamedAndASampleIsOfCells() throws Exception {
        Files.delete(output.resolve(Receipt.LEAVES));
        assertThat(verify().level()).isEqualTo(ReceiptLevel.SCORES);
        ReceiptVerdict sampled = verify(ReceiptSample.parse("10%", 1), fakes, MACHINE);
        assertThat(sampled.touched()).as("one corruption, both models").isEqualTo(2);
        assertThat(sampled.level()).isEqualTo(ReceiptLevel.SCORES);

        ReceiptVerdict verdict = verify(ReceiptSample.ALL, new OneOtherPixel(fakes, data.resolve("6.txt")), MACHINE);
        assertThat(verdict.differences()).extracting(ReceiptDifference::where).contains("one clean", "two fog:3");

        one = fakes.model("one", "11", 2, BATCH);
        ReceiptVerdict answers = verify();
        assertThat(answers.level()).isEqualTo(ReceiptLevel.INPUTS);
        assertThat(answers.differences().get(0).where()).isEqualTo("one clean");
        assertThat(answers.differences().get(0).what()).startsWith("other classes were answered (7 right, here 0)");

        DrawnData.write(data.resolve("0.txt"), "damaged");
        pictures = DrawnData.read(data, rows());
        assertThat(only(verify()).kind()).isEqualTo(Kind.PICTURE);
    }

    @Test
    void whatIsNoReceiptIsRefused() throws Exception {
        replace("pokeai robustness receipt", "shopping list");
        assertThatThrownBy(() -> Receipt.read(receipt))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'shopping list'");
        Files.writeString(receipt, "[]");
        assertThatThrownBy(() -> Receipt.read(receipt)).hasMessageContaining("is not a JSON object");
        Files.writeString(receipt, "{\"kind\": ");
        assertThatThrownBy(() -> Receipt.read(receipt)).hasMessageContaining("is not JSON");
        assertThatThrownBy(() -> Receipt.read(folder.resolve("none"))).hasMessageContaining("does not exist");
    }

    @Test
    void leavesOfAnotherReceiptAreRefused() throws Exception {
        Receipt read = Receipt.read(receipt);
        Path leaves = output.resolve(Receipt.LEAVES);
        byte[] bytes = Files.readAllBytes(leaves);
        for (int length : new int[] {0, 3, 11, 40, bytes.length - 1}) {
            Files.write(leaves, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> ReceiptLeaves.open(leaves, read).close())
                    .as("cut at %d", length)
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("receipt-leaves.bin");
        }
    }

    @Test
    void samplesThatAreNoneAreRefused() {
        for (String text : List.of("0%", "101%", "-1", "0", "some", "1.5")) {
            assertThatThrownBy(() -> ReceiptSample.parse(text, 0))
                    .as(text)
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("--sample");
        }
    }
}
