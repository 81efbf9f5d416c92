package io.pokeai.service.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers do not learn where files lie. */
class UnlocatedTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /srv/models/a.pth: refuses 'os.system'. | a.pth: refuses 'os.system'.
        The file '/srv/models/a.pth' is gone. | The file 'a.pth' is gone.
        Look at (/srv/x/classes.txt, /srv/x/b.onnx). | Look at (classes.txt, b.onnx).
        C:\\models\\a.onnx is damaged. | a.onnx is damaged.
        It is /srv. | It is srv.
        Inputs and/or 3/4 of them | Inputs and/or 3/4 of them
        See https://example.org/a/b for more. | See https://example.org/a/b for more.
        a/b.onnx stays relative | a/b.onnx stays relative
        """)
    void foldersAreLeftOut(String text, String shown) {
        assertThat(UnlocatedText.of(text, List.of())).isEqualTo(shown);
    }

    @Test
    void knownPathsMayHaveBlanks() {
        Path file = Path.of("/home/some one/my models/a b.onnx");
        assertThat(UnlocatedText.of(file + " is damaged.", List.of(file))).isEqualTo("a b.onnx is damaged.");
    }
}
