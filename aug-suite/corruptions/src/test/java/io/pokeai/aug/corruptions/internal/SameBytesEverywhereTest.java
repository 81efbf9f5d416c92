package io.pokeai.aug.corruptions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Same picture, corruption and seed, same bytes: with the instruction sets of OpenCV, libjpeg-turbo and the virtual machine
 * switched off one after the other, which is what older processors have, and as they were on the machines before.
 */
class SameBytesEverywhereTest {
    private static final int FEW = 3;
    private static final int MANY = 42;

    private static final String NO_AVX512 = "OPENCV_CPU_DISABLE=AVX512-SKX,AVX512-ICL,AVX512-COMMON";
    private static final String NO_AVX2 = NO_AVX512 + ",AVX2,FMA3";
    private static final String BASELINE =
            NO_AVX2 + ",AVX,FP16,SSE4.2,SSE4.1,SSSE3,POPCNT,NEON_DOTPROD,NEON_FP16,NEON_BF16";
    private static final String PLAIN_JPEG = "JSIMD_FORCENONE=1";
    private static final String PLAIN_JAVA = "-XX:TieredStopAtLevel=1 -XX:UseAVX=0 -XX:UseSVE=0 -XX:-UseFMA";

    /** Regenerate with the main class of {@link PixelDigests} when a definition changes, and say so in docs/corruptions.md. */
    @Test
    void theBytesAreThoseOfEveryMachineBefore() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        try (InputStream in = SameBytesEverywhereTest.class.getResourceAsStream("digests.txt")) {
            read(Objects.requireNonNull(in).readAllBytes(), expected);
        }
        assertThat(PixelDigests.of(FEW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_AVX2, BASELINE + " " + PLAIN_JPEG + " " + PLAIN_JAVA})
    void withoutInstructionSetsTheBytesAreTheSame(String setting) throws Exception {
        assertThat(child(FEW, setting)).isEqualTo(PixelDigests.of(FEW));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {NO_AVX512, NO_AVX2, BASELINE, PLAIN_JPEG, PLAIN_JAVA, "-XX:TieredStopAtLevel=0 -Xint"})
    void inManyPicturesTheBytesAreTheSame(String setting) throws Exception {
        int pictures = setting.contains("-Xint") ? FEW : MANY;
        assertThat(child(pictures, setting)).isEqualTo(PixelDigests.of(pictures));
    }

    private static Map<String, String> child(int pictures, String setting) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        // An option of another kind of processor is not known here.
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        for (String one : setting.split(" ", -1)) {
            int equals = one.indexOf('=');
            if (one.startsWith("-")) {
                command.add(one);
            } else {
                builder.environment().put(one.substring(0, equals), one.substring(equals + 1));
            }
        }
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), PixelDigests.class.getName(), "" + pictures));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Map<String, String> digests = new TreeMap<>();
        read(process.getInputStream().readAllBytes(), digests);
        assertThat(process.waitFor()).as("exit status with %s", setting).isZero();
        return digests;
    }

    private static void read(byte[] lines, Map<String, String> digests) {
        for (String line : new String(lines, StandardCharsets.US_ASCII).lines().toList()) {
            String[] cells = line.split(" ", 2);
            assertThat(cells).as(Arrays.toString(cells)).hasSize(2);
            digests.put(cells[0], cells[1]);
        }
    }
}
