package io.pokeai.natives;

import java.util.Locale;
import java.util.Set;

/**
 * An operating system and an architecture.
 *
 * @param name JavaCPP's, such as {@code linux-x86_64}
 */
record Platform(String name) {
    /** Those that there are native libraries for. */
    private static final Set<String> SUPPORTED = Set.of("linux-x86_64", "linux-aarch64");

    /** What runs this Java. */
    static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /** From Java's names. */
    static Platform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            os = "macosx";
        } else if (os.startsWith("windows")) {
            os = "windows";
        }
        return new Platform(os.replace(' ', '_') + "-" + (arch.equals("amd64") ? "x86_64" : arch));
    }

    boolean isSupported() {
        return SUPPORTED.contains(name);
    }

    /**
     * @param what such as {@code OpenCV}
     * @throws NativesFailure when libraries that were built for this platform are to be loaded on another
     */
    void requireHere(String what, Platform here) {
        if (equals(here)) {
            return;
        }
        if (here.isSupported()) {
            throw new NativesFailure(
                    "This build has " + what + " for " + name + ", and this Java runs on " + here.name + ".",
                    "Use the assembly for " + here.name + ", a Java for " + name + ", or build in a checkout with 'mvn"
                            + " package -DskipTests -Dnatives.platform=" + here.name + "'.");
        }
        throw new NativesFailure(
                "There is no " + what + " for " + here.name
                        + " in the PokeAI engine, only for 64-bit Linux with glibc.",
                "Run it with a 64-bit Java on Linux (x86_64 or aarch64), in a container or virtual machine if need be.");
    }
}
