package io.pokeai.engine.dataset.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.Drawing;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.dataset.PngImaging;
import io.pokeai.engine.dataset.PreprocessListener;
import io.pokeai.engine.dataset.quality.Twin.SeenPicture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinsTest {
    @TempDir
    Path folder;

    private final PngImaging imaging = new PngImaging();

    @Test
    void whatIsHiddenUnderTransparentPixelsMakesNoDifference() throws Exception {
        new Drawing(1).withHole(0xff0000).save(folder.resolve("a/test.png"));
        new Drawing(1).withHole(0x00ff00).save(folder.resolve("b/seen.png"));
        new Drawing(2).save(folder.resolve("a/other.png"));
        Twin twin = find(List.of("a/test.png"), List.of("a/other.png", "b/seen.png"))
                .get(0);
        assertThat(twin.samePixels()).contains(new SeenPicture("b/seen.png", "b"));
        assertThat(twin.isSeen()).isTrue();
    }

    @Test
    void aPictureThatOnlyLooksAlikeHasTheSameHashAndOtherPixels() throws Exception {
        new Drawing(3).save(folder.resolve("a/test.png"));
        new Drawing(3).withSpot().save(folder.resolve("a/seen.png"));
        Twin twin = find(List.of("a/test.png"), List.of("a/seen.png")).get(0);
        assertThat(twin.samePixels()).isEmpty();
        assertThat(twin.sameHash()).contains(new SeenPicture("a/seen.png", "a"));
    }

    @Test
    void aTestPictureThatIsNotInTheTrainingRowsHasNoTwin() throws Exception {
        new Drawing(4).save(folder.resolve("a/test.png"));
        new Drawing(5).save(folder.resolve("a/seen.png"));
        assertThat(find(List.of("a/test.png"), List.of("a/seen.png")))
                .containsExactly(new Twin("a/test.png", "a", Optional.empty(), Optional.empty()));
    }

    @Test
    void theFirstTrainingPictureIsNamedAndTestRowsKeepTheirOrder() throws Exception {
        for (String name : List.of("a/2.png", "a/1.png", "c/t.png", "a/t.png")) {
            new Drawing(6).save(folder.resolve(name));
        }
        List<Twin> twins = find(List.of("c/t.png", "a/t.png"), List.of("a/2.png", "a/1.png"));
        assertThat(twins.stream().map(Twin::path)).containsExactly("c/t.png", "a/t.png");
        assertThat(twins).allMatch(twin -> twin.samePixels().equals(Optional.of(new SeenPicture("a/2.png", "a"))));
    }

    @Test
    void aTrainingPictureThatCannotBeReadIsLeftOutAndATestPictureIsAnError() throws Exception {
        new Drawing(7).save(folder.resolve("a/test.png"));
        Files.writeString(folder.resolve("a/broken.png"), "no picture");
        assertThat(find(List.of("a/test.png"), List.of("a/broken.png", "a/gone.png")))
                .noneMatch(Twin::isSeen);
        assertThatThrownBy(() -> find(List.of("a/broken.png"), List.of("a/test.png")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("it is not a picture");
    }

    private List<Twin> find(List<String> test, List<String> training) throws InterruptedException {
        return new Twins(imaging, 2, PreprocessListener.SILENT).find(table(test), table(training), folder);
    }

    private static PictureTable table(List<String> paths) {
        Stream<PictureRow> rows =
                paths.stream().map(path -> new PictureRow(path, path.substring(0, path.indexOf('/')), List.of()));
        return new PictureTable(List.of(), rows.toList());
    }
}
