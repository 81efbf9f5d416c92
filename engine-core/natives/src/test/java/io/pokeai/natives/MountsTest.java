package io.pokeai.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MountsTest {
    private static final Mounts MOUNTS = new Mounts("""
            21 1 254:0 / / rw,relatime - ext4 /dev/vda rw
            22 21 0:20 / /mnt rw,nosuid,nodev,noexec,relatime shared:2 - tmpfs tmpfs rw
            23 22 0:21 / /mnt/run rw,relatime - tmpfs tmpfs rw
            24 21 0:22 / /mnt\\040two rw,noexec - tmpfs tmpfs rw
            25 21 0:23 / /over rw,noexec - tmpfs tmpfs rw
            26 21 0:24 / /over rw - tmpfs tmpfs rw
            """);

    @Test
    void theDeepestMountDecides() {
        assertThat(MOUNTS.isNoexec(Path.of("/elsewhere/cache"))).isFalse();
        assertThat(MOUNTS.isNoexec(Path.of("/mnt/cache"))).isTrue();
        assertThat(MOUNTS.isNoexec(Path.of("/mnt/run/cache"))).isFalse();
        assertThat(MOUNTS.isNoexec(Path.of("/mnt two/cache"))).isTrue();
        assertThat(MOUNTS.isNoexec(Path.of("/mntx"))).isFalse();
    }

    @Test
    void aLaterMountHidesAnEarlierOneOnTheSameFolder() {
        assertThat(MOUNTS.isNoexec(Path.of("/over/cache"))).isFalse();
    }

    @Test
    void aSystemThatDoesNotTellForbidsNothing() {
        assertThat(new Mounts("").isNoexec(Path.of("/mnt"))).isFalse();
    }
}
