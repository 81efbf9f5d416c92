package io.pokeai.engine.checkpoint.internal.pickle;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Numbers of a pickle: as little-endian bytes or as decimals. */
final class PickleNumbers {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern REAL = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,6})?");

    private PickleNumbers() {}

    /** Two's complement, least significant byte first, no bytes for 0: a {@link Long} if it fits. */
    static Object integer(byte[] littleEndian) {
        if (littleEndian.length == 0) {
            return 0L;
        }
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
        }
        return narrowed(new BigInteger(bigEndian));
    }

    /** Of opcodes INT and LONG; INT writes booleans as 00 and 01. */
    static Object integer(String line) throws UnfitException {
        if (line.equals("00") || line.equals("01")) {
            return line.equals("01");
        }
        String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
        if (!INTEGER.matcher(digits).matches()) {
            throw UnfitException.damaged("an integer that is not one");
        }
        return narrowed(new BigInteger(digits));
    }

    static Double real(String line) throws UnfitException {
        return switch (line) {
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "+nan", "-nan" -> Double.NaN;
            default -> {
                if (!REAL.matcher(line).matches()) {
                    throw UnfitException.damaged("a number that is not one");
                }
                yield Double.valueOf(line);
            }
        };
    }

    private static Object narrowed(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }
}
