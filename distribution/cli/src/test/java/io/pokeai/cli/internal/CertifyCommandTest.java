package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertifyCommandTest {
    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void setUp() throws IOException {
        shelf = new Shelf(folder);
        for (String kind : List.of("a", "b")) {
            Path pictures = Files.createDirectories(folder.resolve("pictures").resolve(kind));
            for (int i = 0; i < 4; i++) {
                Files.writeString(pictures.resolve(kind + i + ".png"), "1");
            }
        }
    }

    @Test
    void picturesAreTakenFromAllOverTheFolder() {
        assertThat(shelf.run("certify", "tiny", "--pictures", folder.resolve("pictures"), "--limit", "4"))
                .isZero();
        assertThat(shelf.engine().certified.get(0).pictures())
                .extracting(Certificate.Picture::name)
                .containsExactly("a0.png", "a2.png", "b0.png", "b2.png");
        assertThat(shelf.out)
                .isEqualTo("wrote tiny.cert.json: 4 pictures, 3 classes, logits to within 0.001, by fake on cpu\n");
        assertThat(shelf.err).isEmpty();
    }

    @Test
    void badPicturesAreNamedAndOthersTakeTheirPlace() throws IOException {
        Files.writeString(folder.resolve("pictures/a/a0.png"), "broken");
        assertThat(shelf.run("certify", "tiny", "--images", folder.resolve("pictures"), "--tolerance", "0.01"))
                .isZero();
        assertThat(shelf.engine().certified.get(0).pictures()).hasSize(7);
        assertThat(shelf.engine().certified.get(0).tolerance()).isEqualTo(0.01);
        assertThat(shelf.err).contains("skipped: CORRUPT_IMAGE", "a0.png");
    }

    @Test
    void aWrongCallIsSaidBeforeAnythingIsOpened() {
        assertThat(shelf.run("certify", "tiny")).isEqualTo(2);
        assertThat(shelf.run("certify", "tiny", "--images", folder, "--limit", "0"))
                .isEqualTo(2);
        assertThat(shelf.run("certify", "tiny", "--images", folder, "--tolerance", "0"))
                .isEqualTo(2);
        assertThat(shelf.err).contains("tolerance 0.0");
        assertThat(shelf.engines).isEmpty();
        assertThat(shelf.run("certify", "huge", "--images", folder)).isEqualTo(3);
        assertThat(shelf.err).contains("'huge'");
    }

    @Test
    void everyPictureIsOfferedOnce() {
        List<Path> choice =
                IntStream.range(0, 10).mapToObj(i -> Path.of(i + ".png")).toList();
        assertThat(CertifyCommand.spread(choice, 3))
                .startsWith(choice.get(0), choice.get(3), choice.get(6))
                .containsExactlyInAnyOrderElementsOf(choice);
        assertThat(CertifyCommand.spread(choice, 30)).containsExactlyElementsOf(choice);
        assertThat(CertifyCommand.spread(List.of(), 3)).isEmpty();
    }
}
