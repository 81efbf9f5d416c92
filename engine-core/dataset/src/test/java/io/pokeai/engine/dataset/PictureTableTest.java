package io.pokeai.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTableTest {
    @TempDir
    Path folder;

    @Provide
    Arbitrary<List<PictureRow>> rows() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars(" ,\"'\n\r#;=\t\\é\u4e2dab0")
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<String> value = text.injectDuplicates(0.1).map(each -> each.isBlank() ? "" : each);
        return Combinators.combine(text, text, value)
                .as((path, label, more) -> new PictureRow(path, label, List.of(more)))
                .list()
                .ofMaxSize(20);
    }

    @Property(tries = 200)
    void whateverIsWrittenIsReadBack(@ForAll("rows") List<PictureRow> rows) throws IOException {
        PictureTable table = new PictureTable(List.of("note"), rows);
        Path file = Files.createTempFile("table", ".csv");
        try {
            Files.writeString(file, table.toCsv());
            assertThat(PictureTable.read(file)).isEqualTo(table);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void picturesBesideTheClassFoldersAreCountedAndLeftOut() throws IOException {
        Files.createDirectories(folder.resolve("cat"));
        Files.writeString(folder.resolve("cat/a.png"), "");
        Files.writeString(folder.resolve("b.JPG"), "");
        Files.writeString(folder.resolve("c.webp"), "");
        Files.writeString(folder.resolve("notes.txt"), "");

        assertThat(PictureTable.ofClassFolders(folder).rows())
                .extracting(PictureRow::path)
                .containsExactly("cat/a.png");
        assertThat(PictureTable.withoutClass(folder)).isEqualTo(2);
        assertThat(PictureTable.withoutClass(folder.resolve("nowhere"))).isZero();
    }

    @Test
    void isWrittenAsPandasWritesIt() {
        PictureTable table = new PictureTable(
                List.of("width"),
                List.of(
                        new PictureRow("#a b.png", " x", List.of("32.0")),
                        new PictureRow("a,b.png", "say \"x\"", List.of("")),
                        new PictureRow("a\nb.png", "c\rd", List.of("1"))));
        assertThat(table.toCsv())
                .isEqualTo(
                        "path,label,width\n#a b.png, x,32.0\n\"a,b.png\",\"say \"\"x\"\"\",\n\"a\nb.png\",\"c\rd\",1\n");
    }

    @Test
    void columnsMayStandInAnyOrder() throws IOException {
        Path file = Files.writeString(folder.resolve("index.csv"), "hash,label,path\r\nff,cat,a.png\r\n");
        PictureTable table = PictureTable.read(file);
        assertThat(table.columns()).containsExactly("hash");
        assertThat(table.rows()).containsExactly(new PictureRow("a.png", "cat", List.of("ff")));
    }

    @Test
    void aFileThatIsNoSuchTableSaysWhatIsWrong() throws IOException {
        Path file = folder.resolve("index.csv");
        assertThatThrownBy(() -> PictureTable.read(file)).hasMessageContaining("There is no ");
        Files.writeString(file, "a,b\n1,2\n");
        assertThatThrownBy(() -> PictureTable.read(file))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("has the columns [a, b], and not path and label");
        Files.writeString(file, "path,label\na.png,cat\nb.png\n");
        assertThatThrownBy(() -> PictureTable.read(file)).hasMessageContaining("1 values for 2 columns in line");
        Files.writeString(file, "path,label\n,cat\n");
        assertThatThrownBy(() -> PictureTable.read(file)).hasMessageContaining("has no path or no label in line");
        Files.write(file, new byte[] {'p', 'a', 't', 'h', ',', 'l', 'a', 'b', 'e', 'l', '\n', (byte) 0xff, ',', 'x'});
        assertThatThrownBy(() -> PictureTable.read(file)).hasMessageContaining("cannot be read as CSV");
    }
}
