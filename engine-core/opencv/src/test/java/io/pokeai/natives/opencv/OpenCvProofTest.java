package io.pokeai.natives.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.natives.selftest.LibrarySetting;
import io.pokeai.natives.selftest.Outcome;
import io.pokeai.natives.selftest.Outcomes;
import io.pokeai.natives.selftest.Proof;
import io.pokeai.natives.selftest.WrongKernelsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCvProofTest {
    @TempDir
    Path folder;

    private final List<String> tried = new ArrayList<>();

    @BeforeEach
    void load() {
        OpenCvLibrary.load();
    }

    @AfterEach
    void useNewKernelsAgain() {
        opencv_core.setUseOptimized(true);
    }

    private Proof find(String right) {
        return OpenCvProof.find("OpenCV fake", Outcomes.of(List.of(folder), "OpenCV fake"), setting -> {
            tried.add(setting.name());
            return setting.name().equals(right)
                    ? Outcome.of(10, 0, "", 1)
                    : Outcome.of(10, 1, "jpeg 4:2:0: is not decoded", 1);
        });
    }

    @Test
    void openCvIsRightHereWithAndWithoutKernelsForNewerCpus() {
        assertThat(OpenCvLibrary.proof().outcome().isRight()).isTrue();
        opencv_core.setUseOptimized(false);
        Outcome plain = OpenCvSelfTest.run();
        assertThat(plain.example()).isEmpty();
        assertThat(plain.isRight()).isTrue();
    }

    @Test
    void wrongKernelsForNewerCpusAreDoneWithout() {
        Proof proof = find("without kernels for newer CPUs");
        assertThat(proof.isSafer()).isTrue();
        assertThat(opencv_core.useOptimized()).isFalse();
        opencv_core.setUseOptimized(true);
        assertThat(find("without kernels for newer CPUs").isRemembered()).isTrue();
        assertThat(opencv_core.useOptimized())
                .as("what is remembered is done, too")
                .isFalse();
        assertThat(tried).containsExactly(LibrarySetting.DEFAULT, "without kernels for newer CPUs");
    }

    @Test
    void aWrongOpenCvIsRefused() {
        assertThatThrownBy(() -> find("none"))
                .isInstanceOf(WrongKernelsException.class)
                .hasMessageContaining("jpeg 4:2:0: is not decoded");
    }

    @Test
    void onePixelThatIsOffByOneIsNoticed() {
        Plane plane = Plane.pattern(7, 5);
        try (Mat found = new Mat(5, 7, opencv_core.CV_32FC1)) {
            float[] values = plane.floats();
            new org.bytedeco.javacpp.FloatPointer(found.data()).put(values);
            assertThat(plane.difference("x", found, 1e-3)).isEmpty();
            values[34] += 1;
            new org.bytedeco.javacpp.FloatPointer(found.data()).put(values);
            assertThat(plane.difference("x", found, 1e-3))
                    .hasValueSatisfying(fault -> assertThat(fault).contains("at (6, 4)"));
        }
    }

    @Test
    void otherPixelsThanThoseOfThePictureAreNoticed() {
        KnownPictures.Picture right = KnownPictures.all().get(0);
        assertThat(right.fault()).isEqualTo(Optional.empty());
        assertThat(new KnownPictures.Picture("jpeg", "0".repeat(64), right.base64()).fault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("jpeg: expected pixels"));
        assertThat(new KnownPictures.Picture("jpeg", right.sha256(), "AAAA").fault())
                .contains("jpeg: is not decoded");
    }
}
