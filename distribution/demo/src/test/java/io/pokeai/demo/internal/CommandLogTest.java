package io.pokeai.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLogTest {
    @TempDir
    Path folder;

    @Test
    void everyLineIsKeptAndToldInTheOrderInWhichItCame() throws Exception {
        Path file = folder.resolve("logs/1-train.txt");
        List<String> heard = new ArrayList<>();
        try (CommandLog log = new CommandLog(file, heard::add)) {
            log.err().print("fold 1: 360 pictures\nfold 1, ep");
            log.out().print("größer: 1.0\n");
            log.err().print("och 1\n");
            log.out().print("no end");
            assertThat(file).content().isEqualTo("fold 1: 360 pictures\ngrößer: 1.0\nfold 1, epoch 1\n");
            log.end();
            assertThat(log.said()).containsExactly("größer: 1.0", "no end");
            assertThat(log.complaints()).containsExactly("fold 1: 360 pictures", "fold 1, epoch 1");
        }
        assertThat(heard).containsExactlyElementsOf(Files.readAllLines(file));
    }
}
