package io.pokeai.service.internal.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file (RFC 9110, 14): what a {@code Range} header with one range asks for.
 *
 * <p>A header with several ranges, or one that cannot be understood, is ignored, as the RFC permits: the client gets all of the file.
 *
 * @param first byte, from 0 on
 * @param last byte, included
 */
record ByteRange(long first, long last) {
    // Eighteen digits fit into a long.
    private static final Pattern ONE =
            Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

    ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException(first + "-" + last);
        }
    }

    /** What a header asks for. */
    enum Wanted {
        /** No range, or a header that is ignored. */
        ALL,
        /** A part that the file has. */
        PART,
        /** A part that lies behind the end of the file: 416. */
        NONE
    }

    /** What is wanted, and the part if there is one. */
    record Answer(Wanted wanted, Optional<ByteRange> range) {
        private static Answer of(ByteRange range) {
            return new Answer(Wanted.PART, Optional.of(range));
        }
    }

    private static final Answer EVERYTHING = new Answer(Wanted.ALL, Optional.empty());
    private static final Answer NOTHING = new Answer(Wanted.NONE, Optional.empty());

    /**
     * @param header empty without one
     * @param length of the file
     */
    static Answer of(String header, long length) {
        Matcher one = ONE.matcher(header);
        if (!one.matches()) {
            return EVERYTHING;
        }
        String first = one.group(1);
        String last = one.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? EVERYTHING : end(Long.parseLong(last), length);
        }
        long from = Long.parseLong(first);
        if (!last.isEmpty() && Long.parseLong(last) < from) {
            return EVERYTHING;
        }
        if (from >= length) {
            return NOTHING;
        }
        return Answer.of(new ByteRange(from, last.isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(last))));
    }

    /** The last bytes. */
    private static Answer end(long count, long length) {
        return count == 0 || length == 0 ? NOTHING : Answer.of(new ByteRange(Math.max(0, length - count), length - 1));
    }

    long length() {
        return last - first + 1;
    }

    /** As {@code Content-Range} has it. */
    String header(long length) {
        return "bytes " + first + "-" + last + "/" + length;
    }
}
