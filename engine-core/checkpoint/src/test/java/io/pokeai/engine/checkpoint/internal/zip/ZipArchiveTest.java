package io.pokeai.engine.checkpoint.internal.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.internal.FileBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ZipArchiveTest {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;

    @Property(tries = 100)
    void readsWhatTheJdkWrites(@ForAll long seed, @ForAll @IntRange(max = 20) int count) throws IOException {
        Map<String, byte[]> contents = contents(seed, count);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            Random random = new Random(seed);
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                java.util.zip.ZipEntry entry = new java.util.zip.ZipEntry(content.getKey());
                if (random.nextBoolean()) {
                    CRC32 crc = new CRC32();
                    crc.update(content.getValue());
                    entry.setMethod(java.util.zip.ZipEntry.STORED);
                    entry.setCrc(crc.getValue());
                    entry.setSize(content.getValue().length);
                }
                zip.putNextEntry(entry);
                zip.write(content.getValue());
            }
        }
        assertReads(open(out.toByteArray()), contents);
    }

    @Property(tries = 50)
    void theJdkReadsWhatWeWrite(@ForAll long seed, @ForAll @IntRange(max = 20) int count) throws IOException {
        Map<String, byte[]> contents = contents(seed, count);
        byte[] file = write(contents);
        assertReads(open(file), contents);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                assertThat(zip.getNextEntry().getName()).isEqualTo(content.getKey());
                assertThat(zip.readAllBytes()).isEqualTo(content.getValue());
            }
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    @Test
    void contentBeginsAtMultiplesOf64() {
        byte[] file = write(Map.of("some/name", new byte[] {42, 43, 44}));
        for (int i = 0; i < file.length; i++) {
            if (file[i] == 42 && file[i + 1] == 43) {
                assertThat(i % 64).isZero();
            }
        }
    }

    @Test
    void refusesContradictions() {
        byte[] good = two();
        assertThat(open(good).names()).containsExactly("a", "b");
        int first = find(good, CENTRAL, 0);
        int second = find(good, CENTRAL, first + 1);
        int end = find(good, END, 0);
        assertDamaged(with(good, second + 42, 4, 0), "disagree");
        assertDamaged(with(good, second + 42, 4, 0x7ffffff0), "outside the archive");
        assertDamaged(with(with(good, first + 20, 4, 1_000_000), first + 24, 4, 1_000_000), "contradicts itself");
        assertDamaged(with(good, first + 10, 2, 8), "contradicts itself");
        assertDamaged(with(good, first + 8, 2, 1), "encrypted");
        assertDamaged(with(good, end + 10, 2, 3), "ends before its last entry");
        assertDamaged(with(good, end + 10, 2, 1), "goes on after its last entry");
        assertDamaged(with(good, end + 16, 4, 7), "not where the end of the archive says");
        assertDamaged(with(good, first + 46, 1, 'x'), "disagree");
        assertDamaged(with(good, first + 28, 2, 0xffff), "ends before its last entry");
        assertDamaged(with(good, find(good, LOCAL, 0), 1, 'X'), "disagree");
        assertDamaged(with(with(good, second + 46, 1, 'a'), find(good, LOCAL, 1) + 30, 1, 'a'), "'a' twice");
        assertThatThrownBy(() -> open(with(with(good, end + 12, 4, 0x7fffffff), end + 16, 4, 0)))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED));
    }

    @Test
    void refusesEntriesThatShareBytes() {
        byte[] good = two();
        int first = find(good, CENTRAL, 0);
        int local = find(good, LOCAL, 0);
        byte[] longer = with(good, first + 20, 4, 60);
        longer = with(with(longer, first + 24, 4, 60), local + 18, 4, 60);
        assertDamaged(with(longer, local + 22, 4, 60), "overlap");
    }

    @Test
    void refusesWrongChecksums() {
        byte[] good = two();
        byte[] wrong = with(good, find(good, LOCAL, 0) + 64, 1, 9);
        assertThatThrownBy(() -> open(wrong).read("a", 100)).hasMessageContaining("checksum of 'a' is wrong");
        byte[] none = good.clone();
        for (int entry = find(none, CENTRAL, 0); entry >= 0; entry = find(none, CENTRAL, entry + 1)) {
            none = with(none, entry + 16, 4, 0);
        }
        assertThat(open(none).read("a", 100).remaining()).isEqualTo(3);
    }

    @Test
    void findsTheEndBeforeAComment() {
        byte[] good = two();
        ByteBuffer commented = ByteBuffer.allocate(good.length + 30).order(ByteOrder.LITTLE_ENDIAN);
        commented.put(good).putInt(END);
        commented.putShort(good.length - 2, (short) 30);
        assertThat(open(commented.array()).names()).containsExactly("a", "b");
    }

    @Test
    void boundsWhatItHandsOut() {
        assertThatThrownBy(() -> open(two()).read("a", 2))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED));
        assertThatThrownBy(() -> open(two()).read("c", 2)).hasMessageContaining("no entry 'c'");
    }

    @Test
    void boundsWhatItInflates() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("bomb"));
            zip.write(new byte[100 << 20]);
        }
        assertThatThrownBy(() -> open(out.toByteArray()).read("bomb", Integer.MAX_VALUE))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED));
    }

    @Test
    void refusesAnArchiveThatInflatesToAnotherSize() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("a"));
            zip.write(new byte[1000]);
        }
        for (int size : List.of(999, 1001, 0)) {
            byte[] lying = with(out.toByteArray(), find(out.toByteArray(), CENTRAL, 0) + 24, 4, size);
            assertThatThrownBy(() -> open(lying).read("a", 10_000))
                    .hasMessageContaining("does not inflate to the " + size);
        }
    }

    private static byte[] two() {
        Map<String, byte[]> two = new LinkedHashMap<>();
        two.put("a", new byte[] {1, 2, 3});
        two.put("b", new byte[] {4, 5});
        return write(two);
    }

    private static void assertDamaged(byte[] file, String words) {
        assertThatThrownBy(() -> open(file)).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
            assertThat(e.problem()).contains(words);
        });
    }

    private static byte[] with(byte[] file, int at, int bytes, int value) {
        byte[] changed = file.clone();
        for (int i = 0; i < bytes; i++) {
            changed[at + i] = (byte) (value >>> (8 * i));
        }
        return changed;
    }

    private static int find(byte[] file, int signature, int from) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i + 4 <= file.length; i++) {
            if (bytes.getInt(i) == signature) {
                return i;
            }
        }
        return -1;
    }

    private static Map<String, byte[]> contents(long seed, int count) {
        Random random = new Random(seed);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            byte[] content = new byte[random.nextInt(300)];
            if (random.nextBoolean()) {
                random.nextBytes(content);
            }
            contents.put("名" + i, content);
        }
        return contents;
    }

    private static void assertReads(ZipArchive archive, Map<String, byte[]> contents) {
        assertThat(archive.names()).containsExactlyElementsOf(contents.keySet());
        contents.forEach((name, content) -> {
            assertThat(archive.bytes(name)).isEqualTo(content.length);
            assertThat(archive.read(name, 1000)).isEqualTo(ByteBuffer.wrap(content));
        });
    }

    private static byte[] write(Map<String, byte[]> contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ZipWriter writer = new ZipWriter(Channels.newChannel(out));
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                writer.add(content.getKey(), ByteBuffer.wrap(content.getValue()));
            }
            writer.finish();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static ZipArchive open(byte[] file) {
        return ZipArchive.open(FileBytes.of("file.zip", file));
    }
}
