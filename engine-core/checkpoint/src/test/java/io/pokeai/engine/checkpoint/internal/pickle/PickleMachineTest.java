package io.pokeai.engine.checkpoint.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.internal.Place;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickleMachineTest {
    @Test
    void readsNumbersInAllTheirForms() {
        assertThat(Pickles.run("K\u00ff.")).isEqualTo(255L);
        assertThat(Pickles.run("M\u00ff\u00ff.")).isEqualTo(65535L);
        assertThat(Pickles.run("J\u00fe\u00ff\u00ff\u00ff.")).isEqualTo(-2L);
        assertThat(Pickles.run("I-12\n.")).isEqualTo(-12L);
        assertThat(Pickles.run("I01\n.")).isEqualTo(true);
        assertThat(Pickles.run("I00\n.")).isEqualTo(false);
        assertThat(Pickles.run("L9223372036854775807L\n.")).isEqualTo(Long.MAX_VALUE);
        assertThat(Pickles.run("L9223372036854775808L\n.")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(Pickles.run("\u008a\0.")).isEqualTo(0L);
        assertThat(Pickles.run("\u008a\u0001\u0080.")).isEqualTo(-128L);
        assertThat(Pickles.run("\u008b\u0002\0\0\0\0\u0001.")).isEqualTo(256L);
        assertThat(Pickles.run("G?\u00e0\0\0\0\0\0\0.")).isEqualTo(0.5);
        assertThat(Pickles.run("F0.5\n.")).isEqualTo(0.5);
        assertThat(Pickles.run("F1e-05\n.")).isEqualTo(1e-5);
        assertThat(Pickles.run("Finf\n.")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Pickles.run("F-inf\n.")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Pickles.run("Fnan\n.")).isEqualTo(Double.NaN);
        assertThat(Pickles.run("N.")).isEqualTo(PyNone.NONE);
    }

    @Test
    void readsStringsInAllTheirForms() {
        assertThat(Pickles.run("X\u0003\0\0\0abc.")).isEqualTo("abc");
        assertThat(Pickles.run("\u008c\u0003abc.")).isEqualTo("abc");
        assertThat(Pickles.run("\u008d\u0003\0\0\0\0\0\0\0abc.")).isEqualTo("abc");
        assertThat(Pickles.run("U\u0003abc.")).isEqualTo("abc");
        assertThat(Pickles.run("T\u0002\0\0\0\u00ff\u00fe.")).isEqualTo("\u00ff\u00fe");
        assertThat(Pickles.run("S'abc'\n.")).isEqualTo("abc");
        assertThat(Pickles.run("V\\u30d4\u00e9\\U0001f600\\n\n.")).isEqualTo("ピé😀\\n");
        assertThat(Pickles.run("X\u0004\0\0\0\u00ed\u00a0\u0080a.")).isEqualTo("\ud800a");
        assertThat(Pickles.run("C\u0003abc.")).isEqualTo(new PyBytes(3));
        assertThat(Pickles.run("B\u0003\0\0\0abc.")).isEqualTo(new PyBytes(3));
        assertThat(Pickles.run("\u008e\u0003\0\0\0\0\0\0\0abc.")).isEqualTo(new PyBytes(3));
        assertThat(Pickles.run("\u0096\u0003\0\0\0\0\0\0\0abc.")).isEqualTo(new PyBytes(3));
    }

    @Test
    void buildsContainers() {
        assertThat(Pickles.plain(Pickles.run("(K\u0001K\u0002t."))).isEqualTo(List.of(1L, 2L));
        assertThat(Pickles.plain(Pickles.run("K\u0001\u0085."))).isEqualTo(List.of(1L));
        assertThat(Pickles.plain(Pickles.run("K\u0001K\u0002\u0086."))).isEqualTo(List.of(1L, 2L));
        assertThat(Pickles.plain(Pickles.run("K\u0001K\u0002K\u0003\u0087."))).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(Pickles.plain(Pickles.run(")."))).isEqualTo(List.of());
        assertThat(Pickles.plain(Pickles.run("]K\u0001a(K\u0002K\u0003e."))).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(Pickles.plain(Pickles.run("(K\u0001l."))).isEqualTo(List.of(1L));
        assertThat(Pickles.plain(Pickles.run("\u008f(K\u0001\u0090."))).isEqualTo(List.of(1L));
        assertThat(Pickles.plain(Pickles.run("(K\u0001\u0091."))).isEqualTo(List.of(1L));
        assertThat(Pickles.plain(Pickles.run("}K\u0001K\u0002s(K\u0003K\u0004K\u0001K\u0005u.")))
                .isEqualTo(Map.of(1L, 5L, 3L, 4L));
        assertThat(Pickles.plain(Pickles.run("(K\u0001K\u0002d."))).isEqualTo(Map.of(1L, 2L));
    }

    @Test
    void keepsAMemoAndAStack() {
        assertThat(Pickles.run("K\u0007q\u0001K\u0001h\u0001.")).isEqualTo(7L);
        assertThat(Pickles.run("K\u0007r\u0000\u0001\0\0K\u0001j\u0000\u0001\0\0."))
                .isEqualTo(7L);
        assertThat(Pickles.run("K\u0007p12\nK\u0001g12\n.")).isEqualTo(7L);
        assertThat(Pickles.run("K\u0007\u0094K\u0001\u00940h\0.")).isEqualTo(7L);
        assertThat(Pickles.plain(Pickles.run("K\u00072\u0086."))).isEqualTo(List.of(7L, 7L));
        assertThat(Pickles.run("K\u0007(K\u0001K\u00021.")).isEqualTo(7L);
        assertThat(Pickles.run("K\u0007(0.")).isEqualTo(7L);
    }

    @Test
    void leavesThePositionBehindStop() {
        ByteBuffer two = ByteBuffer.wrap("K\u0001.K\u0002.".getBytes(StandardCharsets.ISO_8859_1));
        Place place = new Place("file", "");
        assertThat(PickleMachine.run(two, place, null)).isEqualTo(1L);
        assertThat(PickleMachine.run(two, place, null)).isEqualTo(2L);
        assertThat(two.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "}",
                ".",
                "0.",
                "R.",
                "}s.",
                "}(K\u0001u.",
                "]K\u0001K\u0001s.",
                "}K\u0001a.",
                "h\u0007.",
                "g7\n.",
                "g-1\n.",
                "gx\n.",
                "e.",
                "t.",
                "1.",
                "((((.",
                "X\u00ff\u00ff\u00ff\u007fab.",
                "X\u0002\0\0\0\u00ff\u00fe.",
                "\u008d\u0005\0\0\0\0\0\0\u0080.",
                "\u0096\0\0\0\0\0\u0001\0\0.",
                "\u008b\u00ff\u00ff\u00ff\u00ff.",
                "\u008b\u00ff\u00ff\u00ff\u007f.",
                "I12x\n.",
                "I\n.",
                "Fnan-1\n.",
                "F0x1p3\n.",
                "F1d\n.",
                "Sabc\n.",
                "S'\n.",
                "V\\u12\n.",
                "V\\Uffffffff\n.",
                "\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff?}.",
                "\u0080c}.",
                "}]K\u0001s.",
                "}}K\u0001s.",
                "K\u0005}b.",
                "\u00ff.",
                "\u0097.",
                "\u0098.",
                "Pid\n.",
                "\u0082\u0001.",
                "\u0083\u0001\0.",
                "\u0084\u0001\0\0\0.",
                "K\u0001)R.",
                "X\u0001\0\0\0a)R.",
                "K\u0001)\u0081.",
                "K\u0001K\u0001R.",
                "K\u0001K\u0002\u0093.",
                "ca\n",
                "ca",
                "U\u0005abc",
                "K",
                "J\u0001",
                "G\0",
                "K\u0001K\u0002"
            })
    void refusesWhatIsMalformed(String pickle) {
        assertThatThrownBy(() -> Pickles.run(pickle)).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
            assertThat(e.problem()).startsWith("file: ").contains(" at byte ").endsWith(" of data.pkl.");
        });
    }

    @Test
    void refusesToBuildWithOldInstructions() {
        for (String pickle : List.of("(ios\nsystem\n.", "(cos\nsystem\no.", "(K\u0001o.")) {
            assertThatThrownBy(() -> Pickles.run(pickle))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED));
        }
    }

    @Test
    void boundsDepthInstructionsAndSizes() {
        assertTooMuch("K\u0001" + "\u0085".repeat(PickleLimits.DEPTH + 1) + ".", "nests values deeper than 256");
        assertTooMuch("]".repeat(300) + "a".repeat(299) + ".", "nests values deeper than 256");
        assertTooMuch("}" + "X\u0001\0\0\0a}".repeat(300) + "s".repeat(300) + ".", "nests values deeper than 256");
        assertTooMuch("]" + "(".repeat(PickleLimits.INSTRUCTIONS) + ".", "more than 500000 instructions");
        assertTooMuch("L" + "9".repeat(1000) + "L\n.", "more than 512 bytes");
        assertTooMuch("c" + "a".repeat(1000) + "\nb\n.", "more than 512 bytes");
        assertTooMuch("\u008b\u00e8\u0003\0\0" + "\u0001".repeat(1000) + ".", "more than 256");
        assertTooMuch("X\u0001\0@\0" + "a".repeat((4 << 20) + 1) + ".", "more than 4194304");
    }

    @Test
    void aListMayHoldItself() {
        PyList list = (PyList) Pickles.run("]q\0h\0a.");
        assertThat(list.items().get(0)).isSameAs(list);
    }

    @Test
    void tuplesAsKeysAreNotHashedByContent() {
        // Sixty levels of a pair of itself: hashing the content would take 2^60 steps.
        String pairs = "K\u0001" + "2\u0086".repeat(60);
        assertThat(((PyDict) Pickles.run("}" + pairs + "K\u0001s.")).items()).hasSize(1);
    }

    private static void assertTooMuch(String pickle, String words) {
        assertThatThrownBy(() -> Pickles.run(pickle)).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED);
            assertThat(e.problem()).contains(words);
        });
    }
}
