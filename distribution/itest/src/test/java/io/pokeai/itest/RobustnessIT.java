package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code pokeai robustness} of the unpacked runtime, over pictures of one colour that lie in a folder for each class. */
class RobustnessIT {
    private static final KnownModel ONE = KnownModel.quick(5);
    private static final KnownModel TWO = KnownModel.quick(6);
    private static final int PICTURES = 30;

    private Installation user;
    private Path data;

    /** The class of a picture is what the first model says of its colour: without a corruption it is always right. */
    @BeforeEach
    void unpack() throws Exception {
        user = Installation.used("robustness");
        ONE.write(user.artifacts(), "one");
        TWO.write(user.artifacts(), "two");
        data = user.work().resolve("data");
        List<Color> colours = Pictures.colours(PICTURES, 9);
        for (int i = 0; i < colours.size(); i++) {
            Path folder = Files.createDirectories(data.resolve(label(colours.get(i))));
            Files.write(folder.resolve(i + ".png"), Pictures.png(colours.get(i), 70 + i, 90));
        }
    }

    @AfterEach
    void remove() {
        user.delete();
    }

    private static String label(Color colour) {
        float[] logits = ONE.logits(colour);
        int best = 0;
        for (int k = 1; k < logits.length; k++) {
            best = logits[k] > logits[best] ? k : best;
        }
        return ONE.labels().get(best);
    }

    @Test
    void everyCellIsRightWhereClassifyIsRightUnderTheSameCorruptionAndSeed() throws Exception {
        Outcome outcome = robustness(
                        "--model",
                        "one",
                        "--model",
                        "two",
                        "--with",
                        "fog:3,snow,white_noise,cropping,translate_sequence",
                        "--severities",
                        "2",
                        "--seed",
                        "7",
                        "-o",
                        "out")
                .run();

        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("model one", "model two", "clean", "100.00")
                .contains("imagenet-c, mean error (not normalised): ", "(2 of 15 corruptions)")
                .doesNotContain("mCE");
        assertThat(outcome.err()).contains("10 cells in ", " of the work in the models.");
        Map<String, Object> json = json("out");
        assertThat(json).containsEntry("seed", 7.0);
        List<Map<String, Object>> cells = cells(json);
        assertThat(cells).hasSize(10);
        assertThat(cells.get(0))
                .containsEntry("model", "one")
                .containsEntry("augmentation", "clean")
                .containsEntry("severity", 0.0)
                .containsEntry("pictures", (double) PICTURES)
                .containsEntry("correct", (double) PICTURES);
        assertThat(cells.stream().map(cell -> cell.get("correct")).toList()).isEqualTo(classified(cells));
        assertThat(outcome.out()).contains("translate_sequence", "mFP (not normalised): ", "(1 of 10 sequences)");
        List<Map<String, Object>> sequences = objects(json, "sequences");
        assertThat(sequences).as("two models, three steps").hasSize(6);
        for (int i = 0; i < sequences.size(); i++) {
            assertThat(sequences.get(i))
                    .containsEntry("step", 1.0 + i % 3)
                    .containsEntry("pictures", (double) PICTURES)
                    .containsEntry("pairs", (40.0 - i % 3) * PICTURES);
        }
        for (String model : List.of("one", "two")) {
            assertThat(Files.readAllLines(user.work()
                            .resolve("out/reports/augmented/test_summary_all_augmentations_" + model + ".csv")))
                    .hasSize(3)
                    .first()
                    .isEqualTo("model,augmentation,test_acc,test_f1,test_precision");
            assertThat(user.work().resolve("out/test_summaries/augmented/test_summary_" + model + "_white_noise.csv"))
                    .isNotEmptyFile();
            assertThat(Files.readString(user.work()
                            .resolve("out/reports/augmented/test_classification_report_" + model + "_cropping.txt")))
                    .startsWith("Model: " + model + "\nAugmentation: cropping\nFolds: 1\nTest accuracy: ");
        }
    }

    @Test
    void finishedCellsAreUsedAgainAndWhatHasChangedIsSaid() throws Exception {
        assertThat(robustness("--model", "one", "--with", "fog:1,contrast:2")
                        .run()
                        .status())
                .isZero();
        Path file = user.artifacts().resolve("reports/robustness/robustness.json");
        String first = Files.readString(file);

        Outcome again =
                robustness("--model", "one", "--with", "fog:1,contrast:2").run();
        assertThat(again.status()).as(again.toString()).isZero();
        assertThat(again.err()).contains("3 of 3 cells are finished already.");
        assertThat(file).hasContent(first);

        Outcome more = robustness("--model", "one", "--model", "two", "--with", "fog,contrast:2")
                .run();
        assertThat(more.err()).contains("3 of 14 cells are finished already.");

        Outcome other = robustness("--model", "one", "--with", "fog:1,contrast:2", "--seed", "5")
                .run();
        assertThat(other.err())
                .contains("1 cell of one is asked for again, because the seed (0, now 5) changed.")
                .contains("2 of 3 cells are finished already.");

        KnownModel.quick(7).write(user.artifacts(), "one");
        Outcome replaced =
                robustness("--model", "one", "--with", "fog:1,contrast:2").run();
        assertThat(replaced.err()).contains("of one are asked for again, because the version of the model (");
    }

    @Test
    void killedAtAnyMomentTheNextRunGoesOnAndWritesTheSameBytes() throws Exception {
        kill(1);
    }

    @Test
    @Tag("slow")
    void killedAtTwentyMomentsTheNextRunGoesOnAndWritesTheSameBytes() throws Exception {
        kill(20);
    }

    private void kill(int times) throws Exception {
        String[] call = {
            "--model", "one", "--model", "two", "--suite", "pokeai", "--with", "fog,frost,snow", "-o", "out"
        };
        Outcome undisturbed = robustness(call).run();
        assertThat(undisturbed.status()).as(undisturbed.toString()).isZero();
        Path out = user.work().resolve("out");
        Map<String, String> whole = written(out);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            Scratch.delete(out);
            int cells = random.nextInt(20);
            Running run = robustness(call).start();
            assertThat(run.await(() ->
                            entries(out.resolve("cells/answers")) >= cells && entries(out.resolve("cells/passes")) > 0))
                    .as("killed before its end, seed %d", seed)
                    .isTrue();
            run.signal("KILL");
            run.outcome();
            Outcome resumed = robustness(call).run();
            assertThat(resumed.status()).as(resumed.toString()).isZero();
            assertThat(written(out)).as("seed %d", seed).isEqualTo(whole);
        }
    }

    @Test
    void aSecondRunInTheFolderIsRefusedAndTheFirstOneStopsWhenItIsTold() throws Exception {
        KnownModel.slow(5).write(user.artifacts(), "slow");
        Running first = robustness("--model", "slow", "--suite", "imagenet-c").start();
        Path cells = user.artifacts().resolve("reports/robustness/cells");
        assertThat(first.await(() -> entries(cells.resolve("passes")) > 0)).isTrue();

        Outcome second = robustness("--model", "one", "--with", "fog:1").run();
        assertThat(second.status()).as(second.toString()).isEqualTo(3);
        assertThat(second.err())
                .contains("Another run tests the robustness of models in ", "or name another folder.")
                .doesNotContain("\tat ", "rollback");

        // Not INT: a build that runs in the background hands on that it is ignored.
        first.signal("TERM");
        assertThat(first.outcome().status()).isEqualTo(143);
        assertThat(robustness("--model", "one", "--with", "fog:1").run().status())
                .isZero();
    }

    @Test
    void whatCannotBeReadIsNamedAndTheStatusSaysSo() throws Exception {
        Files.writeString(Files.createDirectories(data.resolve("kind1")).resolve("broken.png"), "no picture");
        Files.createDirectories(data.resolve("ostrich"));
        Files.write(data.resolve("ostrich/1.png"), Pictures.png(Color.RED, 80, 80));
        for (int time = 0; time < 2; time++) {
            Outcome outcome =
                    robustness("--model", "one", "--with", "fog:2", "-o", "out").run();
            assertThat(outcome.status()).as(outcome.toString()).isEqualTo(1);
            assertThat(outcome.err())
                    .contains("each of the class that its folder is called")
                    .contains("left out: kind1/broken.png: UNSUPPORTED_FORMAT: ")
                    .contains("left out: ostrich/1.png: LABELS_MISMATCH: 'ostrich' is not a class of model 'one'.");
            assertThat(cells(json("out")))
                    .allSatisfy(cell -> assertThat(cell).containsEntry("pictures", (double) PICTURES));
        }
    }

    @Test
    void aReceiptIsConfirmedAndWhatHasChangedIsNamed() throws Exception {
        Outcome run = robustness("--model", "one", "--with", "fog:2,white_noise", "--predictions", "-o", "out")
                .run();
        assertThat(run.status()).as(run.toString()).isZero();
        assertThat(Files.readAllLines(user.work().resolve("out/predictions.jsonl")))
                .hasSize(3 * PICTURES);

        Outcome again = user.pokeai("robustness", "--plan", "out/plan.json", "-o", "again")
                .run();
        assertThat(again.status()).as(again.toString()).isZero();
        assertThat(user.work().resolve("again/robustness.json"))
                .hasSameTextualContentAs(user.work().resolve("out/robustness.json"));

        Outcome whole = verify("out").run();
        assertThat(whole.status()).as(whole.toString()).isZero();
        assertThat(whole.out()).contains("computed   90 of 90 answers", "level reached: L3");

        Path changed;
        try (Stream<Path> pictures = Files.walk(data)) {
            changed = pictures.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Files.write(changed, Pictures.png(Color.BLACK, 70, 90));
        Outcome other =
                verify("out/receipt.json", "--sample", "1%", "--format", "json").run();
        assertThat(other.status()).as(other.toString()).isEqualTo(1);
        assertThat(other.out())
                .contains("\"level\" : \"\"", "\"kind\" : \"picture\"")
                .contains("\"where\" : \"" + data.relativize(changed) + "\"");
        assertThat(verify("out/robustness.json").run().status()).isEqualTo(2);
    }

    private Installation.Command verify(String... arguments) {
        List<String> all = new ArrayList<>(List.of("verify", "--data", data.toString()));
        all.addAll(List.of(arguments));
        return user.pokeai(all.toArray(String[]::new));
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        Outcome outcome = robustness("--model", "one", "--suite", "all", "--dry-run", "-o", "out")
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains(
                        "cells        201",
                        "pictures     30",
                        "inferences   6,030",
                        "time         about ",
                        "disk         at most about ");
        assertThat(user.work().resolve("out")).doesNotExist();
    }

    @Test
    void wrongCallsSayWhatIsWrongBeforeAnythingIsAsked() throws Exception {
        String[][] calls = {
            {"There is no suite 'imagenet'", "--suite", "imagenet"},
            {"Did you mean 'fog'", "--with", "fogg"},
            {"There is no sequence 'tild_sequence'", "--with", "tild_sequence"},
            {"'--severities 5-1' names no severities", "--severities", "5-1", "--suite", "edge"},
            {"no severity 6", "--severities", "1-6", "--suite", "edge"},
            {"is a composition", "--with", "fog:3+snow:1"},
            {"needs all corruptions of a suite", "--with", "fog", "--normalise", "alexnet"},
            {"neither alexnet, none nor a model of this run", "--normalise", "two"},
            {"is in the plan twice", "--model", "one"},
        };
        List<Running> running = new ArrayList<>();
        for (String[] call : calls) { // all at once: each start is a process of its own
            List<String> arguments = new ArrayList<>(List.of("--model", "one", "-o", "wrong"));
            arguments.addAll(List.of(call).subList(1, call.length));
            running.add(robustness(arguments.toArray(String[]::new)).start());
        }
        for (int i = 0; i < calls.length; i++) {
            Outcome outcome = running.get(i).outcome();
            assertThat(outcome.status()).as(outcome.toString()).isEqualTo(2);
            assertThat(outcome.err()).contains(calls[i][0]);
        }
        assertThat(user.work().resolve("wrong")).doesNotExist();
    }

    private Installation.Command robustness(String... more) {
        List<String> arguments = new ArrayList<>(List.of("robustness", "--data", data.toString()));
        arguments.addAll(List.of(more));
        return user.pokeai(arguments.toArray(String[]::new));
    }

    @SuppressWarnings("unchecked") // an object
    private Map<String, Object> json(String folder) throws IOException {
        return (Map<String, Object>)
                Json.parse(Files.readString(user.work().resolve(folder).resolve("robustness.json")));
    }

    private static List<Map<String, Object>> cells(Map<String, Object> json) {
        return objects(json, "cells");
    }

    @SuppressWarnings("unchecked") // an array of objects
    private static List<Map<String, Object>> objects(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) json.get(name);
    }

    /** How many pictures {@code classify} gives the class of their folder in each cell; one shell answers for all of them. */
    private List<Object> classified(List<Map<String, Object>> cells) throws Exception {
        Running shell = user.pokeai("shell").start();
        for (Map<String, Object> cell : cells) {
            int severity = ((Double) cell.get("severity")).intValue();
            shell.type("classify " + data + " --model " + cell.get("model") + " --top 1 --format csv"
                    + (severity == 0 ? "" : " --seed 7 --with " + cell.get("augmentation") + ":" + severity));
        }
        Outcome outcome = shell.outcome();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        List<String> tables = List.of(outcome.out().split("(?m)^image,.*\n")).stream()
                .filter(table -> !table.isBlank())
                .toList();
        assertThat(tables).as(outcome.toString()).hasSameSizeAs(cells);
        List<Object> right = new ArrayList<>();
        for (String table : tables) {
            List<String[]> rows = table.lines().map(row -> row.split(",", -1)).toList();
            assertThat(rows).hasSize(PICTURES);
            right.add((double) rows.stream()
                    .filter(row -> row[0].contains("/" + row[2] + "/"))
                    .count());
        }
        return right;
    }

    /** A run adds and removes files meanwhile. */
    private static long entries(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.count();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** What people get. */
    private static Map<String, String> written(Path out) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(out)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(out.resolve("cells"))) {
                    files.put(out.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return files;
    }
}
