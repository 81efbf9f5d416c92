package io.pokeai.aug.commands.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Perturbation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorruptionListTest {
    private static final AugmentationInfo FOG =
            new AugmentationInfo("fog", 10, "weather", List.of("c=1", "c=2", "c=3"), false, "a paper");

    /** Twenty-four times the same picture. */
    private record Still(boolean comparesWithFirst) implements Perturbation {
        @Override
        public AugmentationInfo info() {
            return new AugmentationInfo("still_sequence", 90, "sequence", List.of("by=0"), true, "this test");
        }

        @Override
        public int frames() {
            return 24;
        }

        @Override
        public Image frame(Image in, int level, int frame, RandomSource random) {
            return in;
        }
    }

    @Test
    void theTableHasASectionForSequences() throws IOException {
        assertThat(written(CorruptionList.table, List.of(FOG), List.of(new Still(false))))
                .isEqualTo("""
                        NAME  FAMILY   SEVERITIES  DRAWS  PARAMETERS, WEAKEST AND STRONGEST
                        fog   weather  3           yes    c=1 … c=3

                        SEQUENCE        FRAMES  COMPARED WITH  SEVERITIES  DRAWS  PARAMETERS, WEAKEST AND STRONGEST
                        still_sequence  24      previous       1           no     by=0
                        """);
        assertThat(written(CorruptionList.table, List.of(), List.of(new Still(true))))
                .startsWith("SEQUENCE")
                .contains("24      first ");
        assertThat(written(CorruptionList.table, List.of(FOG), List.of())).doesNotContain("SEQUENCE");
        assertThat(written(CorruptionList.table, List.of(), List.of())).isEmpty();
    }

    @Test
    void jsonSaysOfEachWhichKindItIs() throws IOException {
        assertThat(written(CorruptionList.json, List.of(FOG), List.of(new Still(true)))
                        .replaceAll("\\s", ""))
                .isEqualTo("[{'name':'fog','kind':'corruption','id':10,'family':'weather','severities':3,"
                        .concat("'deterministic':false,'parameters':['c=1','c=2','c=3'],'source':'apaper'},")
                        .concat("{'name':'still_sequence','kind':'sequence','id':90,'family':'sequence',")
                        .concat("'severities':1,'deterministic':true,'parameters':['by=0'],'source':'thistest',")
                        .concat("'frames':24,'compared_with':'first'}]")
                        .replace('\'', '"'));
        assertThat(written(CorruptionList.json, List.of(), List.of())).isEqualToIgnoringWhitespace("[]");
    }

    private static String written(CorruptionList format, List<AugmentationInfo> all, List<Perturbation> sequences)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            format.write(out, all, sequences);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
