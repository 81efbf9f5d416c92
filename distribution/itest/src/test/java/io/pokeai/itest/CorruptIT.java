package io.pokeai.itest;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Corruptions from the command line of the unpacked runtime. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorruptIT {
    private Installation user;
    private List<Path> pictures;

    @BeforeAll
    void unpack() throws Exception {
        user = Installation.used("corrupt");
        KnownModel.quick(5).write(user.artifacts(), "known");
        pictures = Pictures.write(user.work().resolve("photos"), Pictures.colours(12, 9));
    }

    @AfterAll
    void remove() {
        user.delete();
    }

    @Test
    void theSameSeedGivesTheSameFileAndAnotherOneAnother() throws Exception {
        for (String[] call : new String[][] {{"7", "a.png"}, {"7", "b.png"}, {"8", "c.png"}}) {
            Outcome outcome = user.pokeai(
                            "corrupt",
                            pictures.get(0).toString(),
                            "--with",
                            "fog:3+jpeg_compression:2",
                            "--seed",
                            call[0],
                            "-o",
                            call[1])
                    .run();
            assertThat(outcome.status()).as(outcome.toString()).isZero();
        }
        byte[] a = Files.readAllBytes(user.work().resolve("a.png"));
        assertThat(a)
                .isEqualTo(Files.readAllBytes(user.work().resolve("b.png")))
                .isNotEqualTo(Files.readAllBytes(user.work().resolve("c.png")));
    }

    @Test
    void badPicturesAreReportedAndTheOthersWritten() throws Exception {
        Path broken = Files.writeString(user.work().resolve("broken.png"), "no picture");
        Path small = Files.write(user.work().resolve("small.png"), Pictures.png(Color.RED, 31, 40));
        Outcome outcome = user.pokeai(
                        "corrupt", broken.toString(), pictures.get(1).toString(), "--with", "snow:1", "-o", "bad")
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(1);
        assertThat(outcome.err()).contains("UNSUPPORTED_FORMAT: broken.png").doesNotContain("\tat ");
        assertThat(Scratch.files(user.work().resolve("bad"))).containsExactly(Assembly.name(pictures.get(1)) + ".png");
        Outcome tooSmall = user.pokeai("corrupt", small.toString(), "--with", "snow:1", "-o", "small")
                .run();
        assertThat(tooSmall.status()).isEqualTo(2);
        assertThat(tooSmall.err()).contains("31 × 40", "small.png");
        assertThat(user.work().resolve("small")).doesNotExist();
    }

    @Test
    void aWrongCompositionIsAWrongCallWhateverItIsToldToCorrupt() throws Exception {
        String picture = pictures.get(0).toString();
        for (String wrong : List.of("white_noise+fog:1", "fog:6")) {
            for (List<String> call : List.of(
                    List.of("classify", "photos"),
                    List.of("classify", picture),
                    List.of("corrupt", picture, pictures.get(1).toString(), "-o", "wrong"))) {
                List<String> arguments = new ArrayList<>(call);
                arguments.addAll(List.of("--with", wrong));
                Outcome outcome = user.pokeai(arguments.toArray(String[]::new)).run();
                assertThat(outcome.status()).as(outcome.toString()).isEqualTo(2);
                assertThat(outcome.out()).isEmpty();
            }
        }
        assertThat(user.work().resolve("wrong")).doesNotExist();
    }

    @Test
    void answersDoNotDependOnThreads() throws Exception {
        String first = "";
        for (String threads : new String[] {"1", "2", "8"}) {
            Outcome outcome = user.pokeai("classify", "photos", "--with", "gaussian_noise:5", "--threads", threads)
                    .run();
            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(outcome.out()).isEqualTo(first.isEmpty() ? outcome.out() : first);
            first = outcome.out();
        }
    }

    @Test
    void theSheetShowsThemAll() throws Exception {
        Outcome list = user.pokeai("corruptions", "--format", "json").run();
        assertThat(Json.rows(list.out()).stream().collect(groupingBy(row -> row.get("kind"), counting())))
                .isEqualTo(Map.of("corruption", 44L, "sequence", 14L));
        Outcome outcome = user.pokeai(
                        "corruptions",
                        "--sheet",
                        "sheet.png",
                        "--cell",
                        "32",
                        "--picture",
                        pictures.get(2).toString())
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(ImageIO.read(user.work().resolve("sheet.png").toFile()).getWidth())
                .isGreaterThan(15 * 32);
    }
}
