package io.pokeai.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoopPageTest {
    @Test
    void everyStepHasItsCommandItsSecondsItsFilesAndWhatToDoNextFollows() {
        LoopStep drawn = new LoopStep("drew 8 pictures", Optional.empty(), 1.5, List.of(), List.of(), Optional.empty());
        LoopStep trained = new LoopStep(
                "trained <two> folds",
                Optional.of("pokeai train --folds 2"),
                30.25,
                List.of("mean of 2 folds: accuracy 1.0000", "second line"),
                List.of(new FolderChanges.Changed(Path.of("artifacts/best.pth"), 44_800_000)),
                Optional.of("logs/1-train.txt"));
        String page =
                LoopPage.of(List.of(drawn, trained), new byte[] {1, 2, 3}, List.of("pokeai serve", "pokeai help"));
        assertThat(page)
                .contains("<h3>drew 8 pictures <small>1.50 s</small></h3>")
                .contains("<h3>trained &lt;two&gt; folds <small>30.25 s</small></h3>")
                .contains("<pre>$ pokeai train --folds 2</pre>")
                .contains("<pre>mean of 2 folds: accuracy 1.0000\nsecond line</pre>")
                .contains("<a href=\"artifacts/best.pth\">artifacts/best.pth</a>, 44.8 MB")
                .contains("<a href=\"logs/1-train.txt\">")
                .contains("All together: 31.8 s.")
                .contains("<pre>pokeai serve\npokeai help</pre>")
                .contains("src=\"data:image/png;base64,AQID\"");
    }
}
