package io.pokeai.engine.imaging.internal.jpeg;

import io.pokeai.engine.imaging.internal.header.Bytes;
import io.pokeai.engine.imaging.internal.header.JpegHeader;
import io.pokeai.engine.imaging.internal.header.PictureException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the segments of a JPEG and the samples of its scans. <b>Source</b> ITU-T T.81, annex B. */
final class JpegReader {
    private static final int SOF_BASELINE = 0xc0;
    private static final int SOF_EXTENDED = 0xc1;
    private static final int SOF_PROGRESSIVE = 0xc2;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int SOF_LAST = 0xcf;
    private static final int RST_FIRST = 0xd0;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DQT = 0xdb;
    private static final int DRI = 0xdd;
    private static final int TEM = 0x01;
    private static final int TABLES = 4;

    /** Of all components together. */
    private static final int MAX_UNIT_BLOCKS = 10;

    private final Bytes file;
    private final InverseDct transform = new InverseDct();
    private final Map<Integer, int[]> quantisation = new HashMap<>();
    private final @Nullable HuffmanTable[] dcTables = new HuffmanTable[TABLES];
    private final @Nullable HuffmanTable[] acTables = new HuffmanTable[TABLES];
    private final List<Component> components = new ArrayList<>();
    private @Nullable FrameHeader frame;
    private int restartInterval;

    JpegReader(Bytes file) {
        this.file = file;
    }

    /** Owned by the caller, also when {@link #read} fails. */
    List<Component> components() {
        return components;
    }

    FrameHeader frame() {
        if (frame == null) {
            throw PictureException.corrupt("the JPEG has no frame header.");
        }
        return frame;
    }

    /** Reads everything up to the end of the picture. */
    void read() {
        int at = 2;
        boolean scanned = false;
        while (true) {
            at = JpegHeader.nextMarker(file, at);
            int marker = file.u8(at - 1);
            if (marker == EOI) {
                break;
            }
            if (marker == TEM || (marker >= RST_FIRST && marker <= SOI)) {
                continue;
            }
            int length = file.u16be(at);
            file.require(at, Math.max(2, length));
            if (marker == SOS) {
                at = scan(at, length);
                scanned = true;
                // Like libjpeg, which stops as soon as a sequential picture is complete.
                if (!frame().progressive() && isComplete()) {
                    break;
                }
            } else {
                segment(marker, at, at + length);
                at += Math.max(2, length);
            }
        }
        if (!scanned) {
            throw PictureException.corrupt("the JPEG has no scan.");
        }
        if (frame().progressive()) {
            components.forEach(component -> component.storeAll(transform));
        }
    }

    private void segment(int marker, int at, int end) {
        switch (marker) {
            case DQT -> quantisationTables(at + 2, end);
            case DHT -> huffmanTables(at + 2, end);
            case DRI -> restartInterval = file.u16be(at + 2);
            case SOF_BASELINE, SOF_EXTENDED, SOF_PROGRESSIVE -> frame(at, marker == SOF_PROGRESSIVE);
            default -> {
                if (marker >= SOF_BASELINE && marker <= SOF_LAST && marker != JPG && marker != DAC) {
                    throw PictureException.unsupported(
                            String.format("the JPEG has four inks and coding process %x, which is not read.", marker));
                }
            }
        }
    }

    private void frame(int at, boolean progressive) {
        if (frame != null) {
            throw PictureException.corrupt("the JPEG has two frame headers.");
        }
        FrameHeader read = FrameHeader.read(file, at, progressive);
        frame = read;
        for (int i = 0; i < read.components(); i++) {
            components.add(read.component(file, i));
        }
    }

    private void quantisationTables(int from, int end) {
        int at = from;
        while (at < end) {
            boolean wide = file.u8(at) >> 4 != 0;
            int number = tableNumber(file.u8(at) & 15);
            int[] table = new int[Component.BLOCK];
            for (int i = 0; i < table.length; i++) {
                table[Scan.ZIGZAG[i]] = wide ? file.u16be(at + 1 + 2 * i) : file.u8(at + 1 + i);
            }
            quantisation.put(number, table);
            at += 1 + table.length * (wide ? 2 : 1);
        }
    }

    private void huffmanTables(int from, int end) {
        int at = from;
        while (at < end) {
            boolean ac = (file.u8(at) & 16) != 0;
            int number = tableNumber(file.u8(at) & 15);
            HuffmanTable table = new HuffmanTable(file, at + 1);
            (ac ? acTables : dcTables)[number] = table;
            at += 1 + table.bytes();
        }
    }

    private static int tableNumber(int number) {
        if (number >= TABLES) {
            throw PictureException.corrupt("the JPEG has a table with number " + number + ".");
        }
        return number;
    }

    private boolean isComplete() {
        return components.stream().allMatch(Component::isScanned);
    }

    /** Reads one scan; gives the position after it. */
    private int scan(int at, int length) {
        int count = file.u8(at + 2);
        int end = at + 3 + 2 * count;
        List<Scan.Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int tables = file.u8(at + 4 + 2 * i);
            Component component = component(file.u8(at + 3 + 2 * i));
            component.latchQuantisation(quantisation);
            parts.add(new Scan.Part(component, dcTables[tableNumber(tables >> 4)], acTables[tableNumber(tables & 15)]));
        }
        Scan scan = new Scan(parts, file.u8(end), file.u8(end + 1), file.u8(end + 2) >> 4, file.u8(end + 2) & 15);
        requireValid(scan);
        BitReader bits = new BitReader(file, at + length);
        Scan.BlockReader blocks =
                frame().progressive() ? new ProgressiveBlocks(scan, bits) : new SequentialBlocks(scan, bits, transform);
        scan.read(frame(), bits, restartInterval, blocks);
        return bits.position();
    }

    private void requireValid(Scan scan) {
        int blocks = 0;
        for (Scan.Part part : scan.parts()) {
            blocks += part.component().horizontal * part.component().vertical;
        }
        boolean valid = scan.parts().size() == 1 || (blocks > 0 && blocks <= MAX_UNIT_BLOCKS);
        if (frame().progressive()) {
            valid &= scan.first() <= scan.last() && scan.last() < Component.BLOCK && scan.low() <= 13;
            valid &= scan.first() == 0 ? scan.last() == 0 : scan.parts().size() == 1;
        }
        if (!valid) {
            throw PictureException.corrupt("the JPEG has a scan that contradicts itself.");
        }
    }

    private Component component(int id) {
        for (Component component : components) {
            if (component.id == id) {
                return component;
            }
        }
        throw PictureException.corrupt("the JPEG has a scan of component " + id + ", which it does not have.");
    }
}
