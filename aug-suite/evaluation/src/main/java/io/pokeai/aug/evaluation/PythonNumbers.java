package io.pokeai.aug.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers as Python prints them and as pandas reads them: files that are compared byte for byte need the same digits.
 *
 * <p><b>Source</b> Python's {@code repr(float)} and {@code format(x, ".2f")}; pandas 3.0,
 * pandas/_libs/src/parser/tokenizer.c ({@code precise_xstrtod}).<br>
 * <b>Threads</b> stateless.
 */
public final class PythonNumbers {
    /** Beyond this exponent a number is written with one. */
    private static final int LARGEST_PLAIN = 16;

    private static final int SMALLEST_PLAIN = -4;
    private static final int DOUBLE_DIGITS = 17;
    private static final int FLOAT_DIGITS = 9;
    /** How many digits pandas reads; the zero before the point is one of them. */
    private static final int READ_DIGITS = 17;

    private static final int LARGEST_POWER = 308;

    private PythonNumbers() {}

    /** The fewest digits that read back as this number: {@code 0.8068181818181818}, {@code 1e-05}, {@code 1.0}. */
    public static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0.0" : "-0.0";
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return written(rounded);
            }
        }
        return written(exact.round(new MathContext(DOUBLE_DIGITS, RoundingMode.HALF_EVEN)));
    }

    /** The same of a float32: {@code 0.45159996}. */
    public static String repr(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value) || value == 0) {
            return repr((double) value);
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < FLOAT_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.floatValue() == value) {
                return written(rounded);
            }
        }
        return written(exact.round(new MathContext(FLOAT_DIGITS, RoundingMode.HALF_EVEN)));
    }

    /** With so many digits after the point, the exact value rounded half to even: {@code 0.125} becomes {@code 0.12}. */
    public static String fixed(double value, int digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return repr(value);
        }
        String text =
                new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        return (value < 0 || 1 / value < 0) && !text.startsWith("-") ? '-' + text : text;
    }

    private static String written(BigDecimal value) {
        String digits = value.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - value.scale();
        digits = digits.replaceAll("0+$", "");
        String sign = value.signum() < 0 ? "-" : "";
        if (exponent < SMALLEST_PLAIN || exponent >= LARGEST_PLAIN) {
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            int size = Math.abs(exponent);
            return sign + mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
        }
        if (exponent < 0) {
            return sign + "0." + "0".repeat(-exponent - 1) + digits;
        }
        String padded = digits + "0".repeat(Math.max(0, exponent + 1 - digits.length()));
        String fraction = padded.substring(exponent + 1);
        return sign + padded.substring(0, exponent + 1) + "." + (fraction.isEmpty() ? "0" : fraction);
    }

    /**
     * Reads a number as pandas' {@code read_csv} does, which is not always the closest double: digits are summed in a double,
     * then scaled once. An empty text and pandas' words for a missing value are NaN.
     *
     * @throws NumberFormatException for anything that is not a number
     */
    public static double readCsv(String text) {
        return switch (text) {
            case "", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "n/a", "-NaN", "-nan", "<NA>", "#N/A", "#NA" ->
                Double.NaN;
            default -> new Reading(text.strip()).value();
        };
    }

    /** One number being read. */
    private static final class Reading {
        private final String text;
        private int at;
        private double number;
        private int digits;
        private int exponent;

        Reading(String text) {
            this.text = text;
        }

        double value() {
            boolean negative = text.startsWith("-");
            at = negative || text.startsWith("+") ? 1 : 0;
            String word = text.substring(at).toLowerCase(Locale.ROOT);
            if (word.equals("inf") || word.equals("infinity")) {
                return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            int read = integerPart() + fractionPart();
            if (read == 0) {
                throw new NumberFormatException("'" + text + "' is not a number");
            }
            exponentPart();
            if (at < text.length()) {
                throw new NumberFormatException("'" + text + "' is not a number");
            }
            double scaled = scaled();
            return negative ? -scaled : scaled;
        }

        /** What does not fit any more raises the exponent. */
        private int integerPart() {
            int from = at;
            for (; at < text.length() && isDigit(text.charAt(at)); at++) {
                if (digits < READ_DIGITS) {
                    number = number * 10 + (text.charAt(at) - '0');
                    digits++;
                } else {
                    exponent++;
                }
            }
            return at - from;
        }

        /** What does not fit any more is left out. */
        private int fractionPart() {
            if (at >= text.length() || text.charAt(at) != '.') {
                return 0;
            }
            at++;
            int from = at;
            for (; at < text.length() && isDigit(text.charAt(at)); at++) {
                if (digits < READ_DIGITS) {
                    number = number * 10 + (text.charAt(at) - '0');
                    digits++;
                    exponent--;
                }
            }
            return at - from;
        }

        private void exponentPart() {
            if (at < text.length() && Character.toLowerCase(text.charAt(at)) == 'e') {
                try {
                    exponent += Integer.parseInt(text.substring(at + 1));
                } catch (NumberFormatException e) {
                    throw new NumberFormatException("'" + text + "' is not a number");
                }
                at = text.length();
            }
        }

        private double scaled() {
            if (exponent > LARGEST_POWER) {
                return Double.POSITIVE_INFINITY;
            }
            if (exponent > 0) {
                return number * power(exponent);
            }
            if (exponent < -LARGEST_POWER) {
                // In two steps, so that a subnormal result does not become 0 in between.
                return number / power(-LARGEST_POWER - exponent) / power(LARGEST_POWER);
            }
            return number / power(-exponent);
        }

        private static double power(int exponent) {
            return Double.parseDouble("1e" + exponent);
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
