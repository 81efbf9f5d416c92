package io.pokeai.natives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativesBuildTest {
    @Test
    void namesAPlatformAsTheBuildDoes() {
        assertThat(NativesBuild.platformOf("Linux", "amd64")).isEqualTo("linux-x86_64");
        assertThat(NativesBuild.platformOf("Linux", "aarch64")).isEqualTo("linux-aarch64");
        assertThat(NativesBuild.platformOf("Mac OS X", "aarch64")).isEqualTo("macosx-aarch64");
    }
}
