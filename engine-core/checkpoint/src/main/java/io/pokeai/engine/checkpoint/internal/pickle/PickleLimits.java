package io.pokeai.engine.checkpoint.internal.pickle;

/**
 * Bounds of one pickle. A ResNet-152 takes 10,000 instructions, a YOLOv8 module tree 17,000; with these bounds no pickle
 * takes more than about 50 MB.
 */
public final class PickleLimits {
    /** Of one pickle. */
    public static final int BYTES = 16 << 20;

    /** Executed; bounds the stack, the marks, the memo and all containers, for each instruction adds at most one item. */
    public static final int INSTRUCTIONS = 500_000;

    /** Of one string or bytes object. Old files hold source texts. */
    public static final int TEXT_BYTES = 4 << 20;

    /** Of a module name, of a class name, of a number in decimals. */
    public static final int LINE_BYTES = 512;

    /** Of an integer. */
    public static final int INTEGER_BYTES = 256;

    /** Of a key that is text: two equal ones are compared each time that one is set. */
    public static final int KEY_LENGTH = 4096;

    /** In a dict with keys of both kinds: text and integers of one hash code make its look-up linear. */
    public static final int MIXED_KEYS = 2000;

    /** Containers in containers. */
    public static final int DEPTH = 256;

    /** The newest protocol. */
    public static final int PROTOCOL = 5;

    private PickleLimits() {}
}
