package io.pokeai.engine.dataset.internal;

import java.util.Comparator;

/**
 * Texts in the order of their code points, as Python sorts them. {@code String.compareTo} compares UTF-16 units, which puts
 * U+1F600 before U+FF21; a class would get another index than in the model.
 */
public enum CodePointOrder implements Comparator<String> {
    /** The only instance. */
    INSTANCE;

    @Override
    public int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // Where they differ first, surrogates stand for code points above all other units.
                boolean aAbove = Character.isSurrogate(a);
                boolean bAbove = Character.isSurrogate(b);
                return aAbove == bAbove ? Character.compare(a, b) : Boolean.compare(aAbove, bAbove);
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
