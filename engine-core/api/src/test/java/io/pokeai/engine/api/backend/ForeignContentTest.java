package io.pokeai.engine.api.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignContentTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|is empty (0 bytes)",
                "version https://git-lfs.github.com/spec/v1|is a Git LFS pointer, not the model itself",
                "\\n <!doctype HTML><html>|is an HTML page, not a model",
                "\\xef\\xbb\\xbf<html lang=en>|is an HTML page, not a model",
                "\\xff\\xfeh\\x00i\\x00|is a text (UTF-16), not a model",
                "<?xml version=\"1.0\"?><Error>|is an XML text, not a model",
                "{\"message\": \"Not Found\"}|is a JSON text, not a model",
                "Not found, or so it seems|is a text",
                "\\x89HDF\\r\\n\\x1a\\n\\x00\\x00|is an HDF5 file, as Keras and TensorFlow write it",
                "\\x1c\\x00\\x00\\x00TFL3|is a TensorFlow Lite model",
                "\\x08\\x01\\x12\\xa0\\x0b\\n\\x1e\\n\\x04node|is a TensorFlow SavedModel",
                "\\n\\x20\\n\\x05input\\x12\\x0bPlaceholder|is a TensorFlow graph",
                "\\x40\\x00\\x00\\x00\\x00\\x00\\x00\\x00{\"w\":|is a safetensors file, which holds weights and no network",
                "\\x1f\\x8b\\x08\\x00|is compressed with gzip",
                "PK\\x03\\x04\\x14\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x05\\x00\\x00\\x00a.txtxyz|is a zip archive that torch.save has not written (it begins with 'a.txt')",
                "\\x80\\x04\\x95\\x3a\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x8c\\x1bsklearn|is a pickle of Python objects that torch.save has not written",
                "\\xff\\xd8\\xff\\xe0\\x00\\x10JFIF|is a JPEG picture",
                "\\x00\\x00\\x00\\x00|begins with 4 bytes of zero: an unfinished download or a damaged copy",
                "\\x01\\x02|has only 2 bytes",
            })
    void saysWhatTheFileIs(String content, String what) throws IOException {
        assertThat(of(bytes(content)).map(ForeignContent::what)).contains(what);
        assertThat(of(bytes(content)).orElseThrow().about("a.pth").problem()).isEqualTo("a.pth " + what + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "'\\x08\\x07\\x12\\x07pytorch\\x1a\\x052.1.0:'",
        "'\\x08\\x08\\x12\\x08somebody\\x1a\\x00\\x22\\x00\\x2a\\x00:\\xff\\x01'",
        "'\\x80\\x02\\x8a\nl\\xfc\\x9cF\\xf9 j\\xa8P\\x19.\\x80\\x02'",
        "'PK\\x03\\x04\\x14\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x0d\\x00\\x00\\x00best/data.pkl'",
        "'colours of no known kind\\x00\\x01\\x02'"
    })
    void whatMayBeAModelIsLeftToTheBackEnds(String content) throws IOException {
        assertThat(of(bytes(content))).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsLeftToTheBackEnds() {
        assertThat(ForeignContent.of(folder.resolve("none"))).isEmpty();
        assertThat(ForeignContent.of(folder)).isEmpty();
    }

    private Optional<ForeignContent> of(byte[] bytes) throws IOException {
        return ForeignContent.of(Files.write(folder.resolve("a.pth"), bytes));
    }

    /** Escapes as in Python. */
    private static byte[] bytes(String text) {
        StringBuilder latin1 = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                latin1.append(text.charAt(i));
            } else if (text.charAt(++i) == 'x') {
                latin1.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                latin1.append(text.charAt(i) == 'n' ? '\n' : '\r');
            }
        }
        return latin1.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
