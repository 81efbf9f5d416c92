package io.pokeai.aug.reports.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    @BeforeEach
    void needsFonts() {
        Drawn.assumeFonts();
    }

    @Test
    void picturesOfAnyShapeFitIntoTheirCell() throws IOException {
        byte[] green = new byte[300 * 10 * 3];
        for (int i = 1; i < green.length; i += 3) {
            green[i] = (byte) 200;
        }
        BufferedImage sheet = Drawn.read(ContactSheet.draw(
                "title",
                "",
                List.of(new ContactSheet.Entry(Optional.of(new Image(300, 10, green)), List.of("a", "b"), true))));
        // 144 × 5 pixels, without those that are blurred at the edges
        assertThat(Drawn.pixels(sheet, 0x00c800)).isBetween(300, 144 * 5);
    }

    @Test
    void aSheetIsBoundedAndAMissingPictureIsAnEmptyCell() throws IOException {
        List<ContactSheet.Entry> many = Collections.nCopies(
                5000, new ContactSheet.Entry(Optional.empty(), List.of("</b>\u202e", "x".repeat(500)), false));
        BufferedImage sheet = Drawn.read(ContactSheet.draw("title", "remark", many));
        assertThat(sheet.getHeight()).isLessThan(3500);
        assertThatThrownBy(() -> ContactSheet.draw("title", "", List.of())).isInstanceOf(EngineException.class);
    }
}
