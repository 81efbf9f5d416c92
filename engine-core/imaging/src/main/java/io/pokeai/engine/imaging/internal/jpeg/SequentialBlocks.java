package io.pokeai.engine.imaging.internal.jpeg;

import java.util.Arrays;

/** Reads complete blocks and turns them into samples at once. <b>Source</b> ITU-T T.81, F.2.2. */
final class SequentialBlocks implements Scan.BlockReader {
    private final Scan scan;
    private final BitReader bits;
    private final InverseDct transform;
    private final int[] predictions;
    private final int[] block = new int[Component.BLOCK];

    SequentialBlocks(Scan scan, BitReader bits, InverseDct transform) {
        this.scan = scan;
        this.bits = bits;
        this.transform = transform;
        this.predictions = new int[scan.parts().size()];
    }

    @Override
    public void read(int part, int column, int row) {
        Scan.Part of = scan.parts().get(part);
        Arrays.fill(block, 0);
        predictions[part] += bits.signed(of.dcTable().next(bits) & 15);
        block[0] = predictions[part];
        HuffmanTable ac = of.acTable();
        for (int k = 1; k < Component.BLOCK; k++) {
            int symbol = ac.next(bits);
            int run = symbol >> 4;
            int size = symbol & 15;
            if (size == 0) {
                if (run != 15) {
                    break;
                }
                k += 15;
                continue;
            }
            k += run;
            int value = bits.signed(size);
            if (k < Component.BLOCK) {
                block[Scan.ZIGZAG[k]] = value;
            }
        }
        of.component().store(block, column, row, transform);
    }

    @Override
    public void restart() {
        Arrays.fill(predictions, 0);
    }
}
