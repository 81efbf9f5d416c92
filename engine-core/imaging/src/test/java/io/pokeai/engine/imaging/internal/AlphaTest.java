package io.pokeai.engine.imaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.AlphaImage;
import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Transparency against Pillow 12.3, on drawn pictures of twenty forms; and checks against full decoding. */
class AlphaTest {
    private static final int DIGITS = 32;

    private final OpenCvImaging imaging = new OpenCvImaging();

    @Test
    void coloursAndWhatIsSeenOnWhiteAreThoseOfPillow() throws Exception {
        Path folder =
                Path.of(AlphaTest.class.getResource("alpha/pillow.txt").toURI()).getParent();
        List<String> lines = Files.readAllLines(folder.resolve("pillow.txt"));
        for (String line : lines) {
            String[] fields = line.split(" ", -1);
            AlphaImage picture = imaging.decodeWithAlpha(folder.resolve(fields[0]));
            assertThat(ReferencePictures.sha256(picture.colours()).substring(0, DIGITS))
                    .as(fields[0] + " colours")
                    .isEqualTo(fields[1]);
            assertThat(ReferencePictures.sha256(picture.onWhite()).substring(0, DIGITS))
                    .as(fields[0] + " on white")
                    .isEqualTo(fields[2]);
            assertThat(imaging.decode(folder.resolve(fields[0]), Decoder.PILLOW))
                    .isEqualTo(picture.colours());
        }
        assertThat(lines).hasSize(40);
    }

    @Test
    void aCheckJudgesEveryReferencePictureAsDecodingDoes() throws Exception {
        List<Path> pictures = new ArrayList<>();
        try (Stream<Path> all = Files.walk(ReferencePictures.images())) {
            all.filter(Files::isRegularFile).sorted().forEach(pictures::add);
        }
        int damaged = 0;
        for (Path picture : pictures) {
            String decoded = decoded(picture);
            assertThat(checked(picture)).as(picture.toString()).isEqualTo(decoded);
            damaged += decoded.startsWith("ImageSize") ? 0 : 1;
        }
        assertThat(pictures).hasSizeGreaterThan(500);
        assertThat(damaged).isGreaterThan(100);
    }

    private String decoded(Path picture) {
        try {
            Image image = imaging.decode(picture, Decoder.PILLOW);
            return new ImageSize(image.width(), image.height()).toString();
        } catch (EngineException e) {
            return e.code() + " " + e.problem();
        }
    }

    private String checked(Path picture) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        try {
            ImageSize size = imaging.check(picture, digest);
            assertThat(HexFormat.of().formatHex(digest.digest()))
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(picture))));
            return size.toString();
        } catch (EngineException e) {
            return e.code() + " " + e.problem();
        }
    }
}
