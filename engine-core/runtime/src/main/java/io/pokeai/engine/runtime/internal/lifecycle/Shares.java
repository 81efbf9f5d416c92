package io.pokeai.engine.runtime.internal.lifecycle;

import java.nio.charset.StandardCharsets;

/**
 * Which share of the callers a key belongs to: the same for the same model and key, in every process and on every machine,
 * and spread evenly. Another model divides the same keys differently.
 */
public final class Shares {
    // FNV-1a, 64 bits.
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Shares() {}

    /** From 0 to {@link RolloutState#SHARES} − 1. */
    public static int of(String model, String key) {
        long hash = mix(add(add(OFFSET, model) * PRIME, key));
        return (int) Long.remainderUnsigned(hash, RolloutState.SHARES);
    }

    private static long add(long hash, String text) {
        long sum = hash;
        for (byte part : text.getBytes(StandardCharsets.UTF_8)) {
            sum = (sum ^ (part & 0xff)) * PRIME;
        }
        return sum;
    }

    /** SplitMix64's finaliser (Steele, Lea, Flood 2014): FNV's upper bits alone depend too little on the last bytes. */
    private static long mix(long hash) {
        long mixed = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
