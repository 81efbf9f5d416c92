package io.pokeai.service.internal.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The strong entity tag of a representation (RFC 9110, 8.8.3), and the conditions of requests that compare with it.
 *
 * @param opaque what is between the quotation marks, such as a SHA-256 in hex
 */
public record EntityTag(String opaque) {
    private static final Pattern OPAQUE = Pattern.compile("[\\x21\\x23-\\x7e]{1,200}");

    /** One tag of a list, weak or strong. */
    private static final Pattern LISTED = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"\\s*(,|$)");

    public EntityTag {
        if (!OPAQUE.matcher(opaque).matches()) {
            throw new IllegalArgumentException("a header cannot have this tag: " + opaque);
        }
    }

    /** Of a whole representation, by its content. */
    public static EntityTag of(byte[] content) {
        try {
            return new EntityTag(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As a header has it. */
    public String header() {
        return '"' + opaque + '"';
    }

    /** Whether {@code If-None-Match} names it, by the weak comparison: the client has it already. */
    public boolean isNamedByIfNoneMatch(String header) {
        return isIn(header, true);
    }

    /** Whether {@code If-Match} names it, by the strong comparison. */
    public boolean isNamedByIfMatch(String header) {
        return isIn(header, false);
    }

    /**
     * Whether {@code If-Range} is this tag, by the strong comparison. A date never is: files are known by their content here, and
     * have no date.
     */
    public boolean isIfRange(String header) {
        return header.strip().equals(header());
    }

    private boolean isIn(String header, boolean weak) {
        if (header.strip().equals("*")) {
            return true;
        }
        Matcher tags = LISTED.matcher(header);
        boolean found = false;
        int at = 0;
        while (at < header.length() && tags.find(at) && tags.start() == at) {
            found |= tags.group(2).equals(opaque) && (weak || tags.group(1) == null);
            at = tags.end();
        }
        return found;
    }
}
