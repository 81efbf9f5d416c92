package io.pokeai.engine.imaging.internal.jpeg;

import java.nio.ShortBuffer;
import java.util.Arrays;

/** Reads a part of the coefficients of each block, or of their bits. <b>Source</b> ITU-T T.81, G.1.2 and G.2. */
final class ProgressiveBlocks implements Scan.BlockReader {
    private final Scan scan;
    private final BitReader bits;
    private final int[] predictions;
    private int endOfBandRun;

    ProgressiveBlocks(Scan scan, BitReader bits) {
        this.scan = scan;
        this.bits = bits;
        this.predictions = new int[scan.parts().size()];
    }

    @Override
    public void read(int part, int column, int row) {
        Scan.Part of = scan.parts().get(part);
        ShortBuffer coefficients = of.component().coefficients();
        int at = of.component().coefficientsOf(column, row);
        if (scan.first() == 0) {
            readDc(of, part, coefficients, at);
        } else if (scan.high() == 0) {
            readAc(of.acTable(), coefficients, at);
        } else {
            refineAc(of.acTable(), coefficients, at);
        }
    }

    @Override
    public void restart() {
        Arrays.fill(predictions, 0);
        endOfBandRun = 0;
    }

    private void readDc(Scan.Part of, int part, ShortBuffer coefficients, int at) {
        if (scan.high() == 0) {
            predictions[part] += bits.signed(of.dcTable().next(bits) & 15);
            coefficients.put(at, (short) (predictions[part] << scan.low()));
        } else if (bits.bit() != 0) {
            coefficients.put(at, (short) (coefficients.get(at) | 1 << scan.low()));
        }
    }

    private void readAc(HuffmanTable table, ShortBuffer coefficients, int at) {
        if (endOfBandRun > 0) {
            endOfBandRun--;
            return;
        }
        for (int k = scan.first(); k <= scan.last(); k++) {
            int symbol = table.next(bits);
            int run = symbol >> 4;
            int size = symbol & 15;
            if (size != 0) {
                k += run;
                int value = bits.signed(size) << scan.low();
                if (k < Component.BLOCK) {
                    coefficients.put(at + Scan.ZIGZAG[k], (short) value);
                }
            } else if (run == 15) {
                k += 15;
            } else {
                endOfBandRun = (1 << run) + bits.bits(run) - 1;
                return;
            }
        }
    }

    private void refineAc(HuffmanTable table, ShortBuffer coefficients, int at) {
        int k = scan.first();
        if (endOfBandRun == 0) {
            while (k <= scan.last()) {
                int symbol = table.next(bits);
                int run = symbol >> 4;
                int fresh = 0;
                if ((symbol & 15) != 0) {
                    fresh = (bits.bit() != 0 ? 1 : -1) << scan.low();
                } else if (run != 15) {
                    endOfBandRun = (1 << run) + bits.bits(run);
                    break;
                }
                k = refineUpTo(run, k, coefficients, at);
                if (fresh != 0 && k < Component.BLOCK) {
                    coefficients.put(at + Scan.ZIGZAG[k], (short) fresh);
                }
                k++;
            }
        }
        if (endOfBandRun > 0) {
            refineUpTo(Component.BLOCK, k, coefficients, at);
            endOfBandRun--;
        }
    }

    /** Refines coefficients that are there already, and stops at the zero after {@code zeros} others. */
    private int refineUpTo(int zeros, int from, ShortBuffer coefficients, int at) {
        int left = zeros;
        int k = from;
        for (; k <= scan.last(); k++) {
            int index = at + Scan.ZIGZAG[k];
            int known = coefficients.get(index);
            if (known == 0) {
                if (left-- == 0) {
                    break;
                }
            } else if (bits.bit() != 0) {
                int bit = 1 << scan.low();
                if ((Math.abs(known) & bit) == 0) {
                    coefficients.put(index, (short) (known >= 0 ? known + bit : known - bit));
                }
            }
        }
        return k;
    }
}
