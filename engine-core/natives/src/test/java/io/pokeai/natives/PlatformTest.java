package io.pokeai.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlatformTest {
    private static final Platform BUILD = new Platform("linux-x86_64");

    @Test
    void namesAPlatformAsTheBuildDoes() {
        assertThat(Platform.of("Linux", "amd64").name()).isEqualTo("linux-x86_64");
        assertThat(Platform.of("Linux", "aarch64").name()).isEqualTo("linux-aarch64");
        assertThat(Platform.of("Mac OS X", "aarch64").name()).isEqualTo("macosx-aarch64");
        assertThat(Platform.of("Windows 11", "amd64").name()).isEqualTo("windows-x86_64");
    }

    @Test
    void theOwnPlatformIsFine() {
        assertThatCode(() -> BUILD.requireHere("OpenCV", BUILD)).doesNotThrowAnyException();
    }

    @Test
    void anotherPlatformThatThereAreLibrariesForIsToldHowToGetThem() {
        assertThatThrownBy(() -> BUILD.requireHere("OpenCV", Platform.of("Linux", "aarch64")))
                .isInstanceOf(NativesFailure.class)
                .hasMessageContaining("has OpenCV for linux-x86_64, and this Java runs on linux-aarch64")
                .hasMessageContaining("-Dnatives.platform=linux-aarch64");
    }

    @Test
    void aPlatformThatThereIsNothingForIsNotAdvisedToBuild() {
        for (Platform here : new Platform[] {
            Platform.of("Mac OS X", "aarch64"), Platform.of("Linux", "arm"), Platform.of("Windows 11", "amd64")
        }) {
            assertThatThrownBy(() -> BUILD.requireHere("OpenCV", here))
                    .isInstanceOf(NativesFailure.class)
                    .hasMessageContaining(here.name())
                    .hasMessageContaining("64-bit Java on Linux")
                    .hasMessageNotContaining("natives.platform");
        }
    }
}
