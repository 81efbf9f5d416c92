package io.pokeai.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderChangesTest {
    @TempDir
    Path folder;

    @Test
    void tellsWhatIsNewAndWhatWasWrittenAnew() throws Exception {
        FolderChanges changes = new FolderChanges(folder.resolve("later"));
        assertThat(changes.next()).isEmpty();
        Path one = Files.createDirectories(folder.resolve("later/reports")).resolve("one.csv");
        Path two = folder.resolve("later/two.txt");
        Files.writeString(one, "1");
        Files.writeString(two, "22");
        assertThat(changes.next())
                .containsExactly(
                        new FolderChanges.Changed(Path.of("reports/one.csv"), 1),
                        new FolderChanges.Changed(Path.of("two.txt"), 2));
        assertThat(changes.next()).isEmpty();
        Files.writeString(two, "333");
        assertThat(changes.next()).containsExactly(new FolderChanges.Changed(Path.of("two.txt"), 3));
    }

    @Test
    void whatIsHiddenDoesNotCount() throws Exception {
        Files.createDirectories(folder.resolve(".cache"));
        Files.writeString(folder.resolve(".cache/index"), "i");
        Files.writeString(folder.resolve(".lock"), "");
        assertThat(new FolderChanges(folder).next()).isEmpty();
    }
}
