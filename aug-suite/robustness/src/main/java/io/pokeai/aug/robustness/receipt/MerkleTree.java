package io.pokeai.aug.robustness.receipt;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.function.IntFunction;

/**
 * One hash for many leaves, from which no leaf can be changed, moved, added or left out.
 *
 * <p><b>Source</b> RFC 6962, section 2.1, with SHA-256: a leaf is hashed after a byte 0, two nodes after a byte 1, and the left
 * subtree of n leaves has the largest power of two below n.
 */
final class MerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /** A subtree of a power of two of leaves. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Subtree(int leaves, byte[] hash) {}

    /**
     * The root in hexadecimal digits; memory for the logarithm of the leaves.
     *
     * @param leaf the bytes of each, asked for once, in order
     */
    static String root(int leaves, IntFunction<byte[]> leaf) {
        MessageDigest sha = sha256();
        Deque<Subtree> left = new ArrayDeque<>();
        for (int i = 0; i < leaves; i++) {
            sha.update(LEAF);
            Subtree next = new Subtree(1, sha.digest(leaf.apply(i)));
            while (!left.isEmpty() && left.peek().leaves() == next.leaves()) {
                Subtree before = left.pop();
                next = new Subtree(2 * next.leaves(), node(sha, before.hash(), next.hash()));
            }
            left.push(next);
        }
        if (left.isEmpty()) {
            return HexFormat.of().formatHex(sha.digest());
        }
        byte[] root = left.pop().hash();
        while (!left.isEmpty()) {
            root = node(sha, left.pop().hash(), root);
        }
        return HexFormat.of().formatHex(root);
    }

    private static byte[] node(MessageDigest sha, byte[] left, byte[] right) {
        sha.update(NODE);
        sha.update(left);
        return sha.digest(right);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
