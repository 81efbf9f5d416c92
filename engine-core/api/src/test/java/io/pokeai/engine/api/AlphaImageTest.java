package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AlphaImageTest {
    private static final int LEVELS = 256;

    /** Every sample with every share, against Pillow 12.3: {@code alpha_composite} on white. */
    @Test
    void whatIsSeenOnWhiteIsThatOfPillow() throws Exception {
        byte[] rgb = new byte[LEVELS * LEVELS * 3];
        byte[] alpha = new byte[LEVELS * LEVELS];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = (byte) (i / LEVELS);
            for (int channel = 0; channel < 3; channel++) {
                rgb[3 * i + channel] = (byte) i;
            }
        }
        byte[] white =
                AlphaImage.of(new Image(LEVELS, LEVELS, rgb), alpha).onWhite().rgb();
        byte[] red = new byte[alpha.length];
        for (int i = 0; i < red.length; i++) {
            red[i] = white[3 * i];
        }
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(red)))
                .isEqualTo("daffe4105f538143f578aac1659ef63cff348732e043f66f90c73519d83f8c1b");
    }

    @Test
    void anOpaquePictureIsItsColours() {
        Image colours = new Image(1, 1, new byte[] {1, 2, 3});
        AlphaImage picture = AlphaImage.of(colours, new byte[] {(byte) 255});
        assertThat(picture.isOpaque()).isTrue();
        assertThat(picture.onWhite()).isSameAs(colours);
        assertThat(picture).isEqualTo(AlphaImage.opaque(colours));
        assertThat(picture.alpha(0, 0)).isEqualTo(255);
    }

    @Test
    void whatIsHiddenDoesNotShow() {
        AlphaImage picture = AlphaImage.of(new Image(1, 1, new byte[] {1, 2, 3}), new byte[1]);
        assertThat(picture.onWhite().sample(0, 0, 1)).isEqualTo(255);
        assertThat(picture.colours().sample(0, 0, 1)).isEqualTo(2);
    }

    @Test
    void anotherNumberOfAlphasIsRefused() {
        Image colours = new Image(1, 1, new byte[3]);
        assertThatThrownBy(() -> AlphaImage.of(colours, new byte[2]))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("was given 2 bytes of alpha");
    }
}
