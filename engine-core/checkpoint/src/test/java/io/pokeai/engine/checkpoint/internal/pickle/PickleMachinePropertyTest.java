package io.pokeai.engine.checkpoint.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PickleMachinePropertyTest {
    /** The same value written in a random choice of instructions is the same value read. */
    @Property(tries = 500)
    void readsWhatWasWritten(@ForAll long seed, @ForAll @IntRange(max = 5) int depth) {
        Random random = new Random(seed);
        Assembler pickle = new Assembler().proto(random.nextInt(6));
        Object written = write(pickle, random, depth);
        assertThat(Pickles.plain(Pickles.run(pickle.stop().bytes()))).isEqualTo(written);
    }

    @Property(tries = 2000)
    void anyBytesAreAValueOrAnEngineException(@ForAll @Size(max = 200) byte[] bytes) {
        runs(bytes);
    }

    /** Instructions at random, which get further than bytes at random. */
    @Property(tries = 2000)
    void anyInstructionsAreAValueOrAnEngineException(@ForAll long seed, @ForAll @IntRange(max = 200) int length) {
        Random random = new Random(seed);
        String plain = "NNNK\u0001)]}(((eutlda0121q\0h\0s\u0085\u0086\u0087\u0088\u0089\u0094\u008f\u0090\u0091";
        Assembler pickle = new Assembler().raw("N]})");
        for (int i = 0; i < length; i++) {
            pickle.op(plain.charAt(random.nextInt(plain.length())));
        }
        runs(pickle.stop().bytes());
    }

    private static void runs(byte[] pickle) {
        try {
            assertThat(Pickles.run(pickle)).isNotNull();
        } catch (EngineException e) {
            assertThat(e.problem()).startsWith("file: ");
        }
    }

    private static Object write(Assembler pickle, Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> {
                long value = random.nextLong() >> random.nextInt(64);
                pickle.integer(value);
                yield value;
            }
            case 1 -> {
                double value = random.nextGaussian();
                pickle.real(value);
                yield value;
            }
            case 2 -> {
                boolean value = random.nextBoolean();
                pickle.op(value ? Opcode.NEWTRUE : Opcode.NEWFALSE);
                yield value;
            }
            case 3 -> text(pickle, random);
            case 4 -> {
                pickle.op(Opcode.NONE);
                yield PyNone.NONE;
            }
            case 5 -> list(pickle, random, depth);
            case 6 -> tuple(pickle, random, depth);
            default -> dict(pickle, random, depth);
        };
    }

    private static String text(Assembler pickle, Random random) {
        String value = random.ints(random.nextInt(20), 0, 0x2000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (random.nextBoolean()) {
            pickle.text(value);
        } else {
            pickle.shortText(value);
        }
        return value;
    }

    private static List<Object> list(Assembler pickle, Random random, int depth) {
        List<Object> values = new ArrayList<>();
        boolean one = random.nextBoolean();
        pickle.raw(one ? "]" : "](");
        for (int i = random.nextInt(4); i >= 0; i--) {
            values.add(write(pickle, random, depth - 1));
            pickle.raw(one ? "a" : "");
        }
        pickle.raw(one ? "" : "e");
        return values;
    }

    private static List<Object> tuple(Assembler pickle, Random random, int depth) {
        List<Object> values = new ArrayList<>();
        int size = random.nextInt(4);
        boolean marked = size == 0 || random.nextBoolean();
        pickle.raw(marked ? "(" : "");
        for (int i = 0; i < size; i++) {
            values.add(write(pickle, random, depth - 1));
        }
        pickle.op(marked ? Opcode.TUPLE : Opcode.TUPLE1 + size - 1);
        return values;
    }

    private static Map<Object, Object> dict(Assembler pickle, Random random, int depth) {
        Map<Object, Object> values = new LinkedHashMap<>();
        pickle.raw("}(");
        for (int i = random.nextInt(4); i > 0; i--) {
            Object key = text(pickle, random);
            values.put(key, write(pickle, random, depth - 1));
        }
        pickle.raw("u");
        return values;
    }
}
