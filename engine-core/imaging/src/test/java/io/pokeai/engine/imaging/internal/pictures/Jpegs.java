package io.pokeai.engine.imaging.internal.pictures;

import java.util.Random;

/** JPEG files of any number of components and any sampling, with coefficients that are drawn, not measured. */
public final class Jpegs {
    private static final int DC_BITS = 5;
    private static final int AC_BITS = 8;

    private final FileBytes file = new FileBytes();
    private final FileBytes scan = new FileBytes();
    private int buffer;
    private int filled;

    private Jpegs() {}

    /**
     * @param factors horizontal × 16 + vertical sampling factor of each component
     * @param adobeTransform of the Adobe segment, -1 for none
     */
    public static byte[] file(int width, int height, int adobeTransform, int... factors) {
        return new Jpegs().write(width, height, adobeTransform, factors);
    }

    private byte[] write(int width, int height, int adobeTransform, int[] factors) {
        file.u8(0xff, 0xd8);
        if (adobeTransform >= 0) {
            file.u8(0xff, 0xee)
                    .u16be(14)
                    .text("Adobe")
                    .u16be(100)
                    .u16be(0)
                    .u16be(0)
                    .u8(adobeTransform);
        }
        file.u8(0xff, 0xdb).u16be(67).u8(0);
        for (int i = 0; i < 64; i++) {
            file.u8(8 + i / 8);
        }
        file.u8(0xff, 0xc0).u16be(8 + 3 * factors.length).u8(8).u16be(height).u16be(width);
        file.u8(factors.length);
        int maxHorizontal = 1;
        int maxVertical = 1;
        for (int i = 0; i < factors.length; i++) {
            file.u8(i + 1, factors[i], 0);
            maxHorizontal = Math.max(maxHorizontal, factors[i] >> 4);
            maxVertical = Math.max(maxVertical, factors[i] & 15);
        }
        tables();
        file.u8(0xff, 0xda).u16be(6 + 2 * factors.length).u8(factors.length);
        for (int i = 0; i < factors.length; i++) {
            file.u8(i + 1, 0);
        }
        file.u8(0, 63, 0);
        int units = ceilDivide(width, 8 * maxHorizontal) * ceilDivide(height, 8 * maxVertical);
        int[] predictions = new int[factors.length];
        Random random = new Random(width * 31L + height);
        for (int unit = 0; unit < units; unit++) {
            for (int c = 0; c < factors.length; c++) {
                for (int block = 0; block < (factors[c] >> 4) * (factors[c] & 15); block++) {
                    int mean = random.nextInt(161) - 80;
                    dc(mean - predictions[c]);
                    predictions[c] = mean;
                    ac(random);
                }
            }
        }
        while (filled % 8 != 0) {
            bits(1, 1);
        }
        return file.raw(scan.bytes()).u8(0xff, 0xd9).bytes();
    }

    /** Codes of one length each: sixteen of five bits for means, 251 of eight or nine for the rest. */
    private void tables() {
        file.u8(0xff, 0xc4).u16be(2 + 17 + 16 + 17 + 254).u8(0x00);
        for (int length = 1; length <= 16; length++) {
            file.u8(length == DC_BITS ? 16 : 0);
        }
        for (int symbol = 0; symbol < 16; symbol++) {
            file.u8(symbol);
        }
        file.u8(0x10);
        for (int length = 1; length <= 16; length++) {
            file.u8(length == AC_BITS ? 254 : 0);
        }
        for (int symbol = 0; symbol < 254; symbol++) {
            file.u8(symbol);
        }
    }

    private void dc(int difference) {
        bits(size(difference), DC_BITS);
        value(difference);
    }

    private void ac(Random random) {
        for (int i = 0; i < 4; i++) {
            int run = random.nextInt(6);
            int value = random.nextInt(9) + 1;
            int signed = random.nextBoolean() ? value : -value;
            bits(run << 4 | size(signed), AC_BITS);
            value(signed);
        }
        bits(0, AC_BITS);
    }

    private void value(int value) {
        int size = size(value);
        bits(value >= 0 ? value : value + (1 << size) - 1, size);
    }

    private static int size(int value) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    private void bits(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            buffer = buffer << 1 | (value >> i & 1);
            filled++;
            if (filled % 8 == 0) {
                scan.u8(buffer);
                if ((buffer & 255) == 255) {
                    scan.u8(0);
                }
                buffer = 0;
            }
        }
    }

    private static int ceilDivide(int value, int by) {
        return (value + by - 1) / by;
    }
}
