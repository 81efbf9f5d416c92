package io.pokeai.natives.opencv;

import java.util.Locale;

/** The machine that this process runs on, in the words that name natives. */
final class Machine {
    private Machine() {}

    /** Operating system and processor: {@code linux-x86_64}. */
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '_');
        String processor = System.getProperty("os.arch");
        return system + "-" + (processor.equals("amd64") ? "x86_64" : processor);
    }
}
