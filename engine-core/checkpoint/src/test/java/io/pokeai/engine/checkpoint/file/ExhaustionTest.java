package io.pokeai.engine.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.internal.FileBytes;
import io.pokeai.engine.checkpoint.internal.pickle.Assembler;
import io.pokeai.engine.checkpoint.internal.torch.CheckpointFiles;
import io.pokeai.engine.checkpoint.internal.torch.OwnCheckpoints;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Small pickles that would take very long, or give very much, in a reader that believes them. */
class ExhaustionTest {
    @Test
    void oneListCopiedAgainAndAgain() {
        Assembler pickle = new Assembler()
                .proto(2)
                .raw("](")
                .raw("X\u0001\0\0\0aN\u0086".repeat(50_000))
                .raw("eq\0");
        pickle.global("collections", "OrderedDict").raw("q\u00010");
        soon(pickle.raw("h\u0001h\0\u0085R0".repeat(50_000)).raw("."));
    }

    @Test
    void equalKeysAreComparedEachTime() {
        Assembler pickle = new Assembler().proto(2);
        pickle.text("k".repeat(4_000_000))
                .raw("q\u00010")
                .text("k".repeat(4_000_000))
                .raw("q\u00020}");
        soon(pickle.raw("h\u0001Nsh\u0002Ns".repeat(60_000)).raw("."));
        Assembler shorter = new Assembler().proto(2);
        shorter.text("k".repeat(4_000)).raw("q\u00010").text("k".repeat(4_000)).raw("q\u00020}");
        soon(shorter.raw("h\u0001Nsh\u0002Ns".repeat(60_000)).raw("."));
    }

    @Test
    void keysOfOneHashCode() {
        Assembler texts = new Assembler().proto(2).raw("}(");
        Assembler mixed = new Assembler().proto(2).raw("}(");
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int bit = 0; bit < 16; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            int hash = text.toString().hashCode();
            texts.text(text.toString()).raw("N");
            mixed.text(text.toString())
                    .raw("N")
                    .integer(((long) i << 32) | ((hash ^ i) & 0xffffffffL))
                    .raw("N");
        }
        soon(texts.raw("u."));
        soon(mixed.raw("u."));
    }

    @Test
    void namesFromTheMemo() {
        Assembler pickle = new Assembler().proto(4);
        pickle.text("torch.nn.modules" + ".a".repeat(1_000_000))
                .raw("q\u00010")
                .text("A")
                .raw("q\u00020");
        soon(pickle.raw("h\u0001h\u0002\u00930".repeat(100_000)).raw("N."));
        Assembler many = new Assembler().proto(2);
        for (int i = 0; i < 20_000; i++) {
            many.global("torch.nn.modules" + ".a".repeat(200), "A" + i);
        }
        soon(many.raw("."));
    }

    @Test
    void oneLongTextManyTimes() {
        Assembler pickle = new Assembler()
                .proto(2)
                .text("t".repeat(4_000_000))
                .raw("q\u00010}")
                .text("w")
                .tensor()
                .raw("s");
        pickle.text("list").raw("](").raw("h\u0001".repeat(90_000)).raw("es.");
        assertThat(soon(pickle)).isTrue();
    }

    @Test
    void sharedModulesWithManyAttributes() {
        Assembler pickle = new Assembler().proto(2);
        module(pickle, 0, 20_000, 0);
        for (int level = 1; level < 6; level++) {
            module(pickle, level, 0, 100);
        }
        soon(pickle.stop());
    }

    private static void module(Assembler pickle, int level, int attributes, int children) {
        pickle.global("torch.nn.modules.container", "Sequential")
                .raw(")\u0081q")
                .op(level)
                .raw("}(");
        pickle.text("_parameters").raw("}").text("_modules").raw("}(");
        for (int child = 0; child < children; child++) {
            pickle.text("c" + child).raw("h").op(level - 1);
        }
        pickle.raw("u");
        for (int i = 0; i < attributes; i++) {
            pickle.text("a" + i).raw("N");
        }
        pickle.raw("ub");
    }

    @Test
    void longNamesOfSharedModules() {
        Assembler pickle = new Assembler().proto(2);
        module(pickle, 0, 0, 0);
        for (int level = 1; level < 40; level++) {
            pickle.global("torch.nn.modules.container", "Sequential")
                    .raw(")\u0081q")
                    .op(level)
                    .raw("}(");
            pickle.text("_parameters").raw("}").text("_modules").raw("}(");
            for (int child = 0; child < 2; child++) {
                pickle.text(child + "n".repeat(4000)).raw("h").op(level - 1);
            }
            pickle.raw("uub");
        }
        soon(pickle.stop());
    }

    @Test
    void asMuchAsInstructionsAllow() {
        soon(new Assembler().proto(2).raw("](").raw("}NNs".repeat(120_000)).raw("e."));
        soon(new Assembler().proto(2).raw("](").raw("}".repeat(490_000)).raw("e."));
        soon(new Assembler().proto(2).raw("](").raw("]Na".repeat(160_000)).raw("e."));
        Assembler memo = new Assembler().proto(2).raw("N");
        for (int i = 0; i < 490_000; i++) {
            memo.raw("r").little(i, 4);
        }
        soon(memo.raw("."));
    }

    /** Whether it reads; either way within a second, and what it gives is of a size to be shown. */
    private static boolean soon(Assembler pickle) {
        byte[] file = OwnCheckpoints.zip(pickle.bytes());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        try {
            Checkpoint checkpoint = CheckpointFiles.read(FileBytes.of("file.pth", file));
            assertThat(checkpoint.entries().toString().length()).isLessThan(10_000_000);
            return true;
        } catch (EngineException e) {
            assertThat(e.problem()).startsWith("file.pth: ");
            return false;
        } finally {
            assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
                    .isLessThan(Duration.ofSeconds(1));
        }
    }
}
