package io.pokeai.natives.opencv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Sets environment variables for the libraries that are loaded meanwhile, and for no other code.
 *
 * <p>OpenBLAS and OpenCV read some settings from the native environment, once, as they are loaded; Java cannot set
 * them. So the list of variables is replaced by a longer one for that time and put back: child processes and all other
 * code see what they saw before. The longer list is never freed, because another thread may be reading it.
 */
public final class NativeEnvironment {
    private static final int POINTER_BYTES = Long.BYTES;
    private static final String ENVIRONMENT = "environ";

    private NativeEnvironment() {}

    /**
     * Loads a library that sees these variables, also where the process was started with other values. Loads JavaCPP's
     * own library, if that has not happened yet.
     *
     * @param variables names and values
     * @param load loads the library, and has it read the variables
     * @throws UnsatisfiedLinkError when the native environment cannot be reached on this machine
     */
    public static void replacing(Map<String, String> variables, Runnable load) {
        if (variables.isEmpty()) {
            load.run();
            return;
        }
        JavaCpp.load();
        if (Loader.addressof(ENVIRONMENT) == null) {
            throw new UnsatisfiedLinkError(
                    "the native environment cannot be reached; start the process with " + lines(variables));
        }
        with(lines(variables), load);
    }

    /** Variables that libraries see from now on. Where the native environment cannot be reached, nothing happens. */
    static void forGood(Map<String, String> variables) {
        JavaCpp.load();
        if (Loader.addressof(ENVIRONMENT) != null) {
            letJavaReadItBefore();
            PointerPointer<Pointer> environ = new PointerPointer<>(Loader.addressof(ENVIRONMENT));
            environ.put(0, extend(new PointerPointer<>(environ.get(0)), lines(variables)));
        }
    }

    /** For a while, as {@link #replacing}; but those whose name is set already are left as they are. */
    static void unlessSet(List<String> settings, Runnable load) {
        List<String> added = settings.stream()
                .filter(setting -> System.getenv(name(setting)) == null)
                .toList();
        if (Loader.addressof(ENVIRONMENT) == null || added.isEmpty()) {
            load.run();
            return;
        }
        with(added, load);
    }

    private static List<String> lines(Map<String, String> variables) {
        return new TreeMap<>(variables)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + '=' + entry.getValue())
                        .toList();
    }

    private static String name(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    private static void with(List<String> added, Runnable load) {
        letJavaReadItBefore();
        PointerPointer<Pointer> environ = new PointerPointer<>(Loader.addressof(ENVIRONMENT));
        Pointer original = environ.get(0);
        Pointer extended = extend(new PointerPointer<>(original), added);
        environ.put(0, extended);
        try {
            load.run();
        } finally {
            if (environ.get(0).equals(extended)) {
                environ.put(0, original);
            }
        }
    }

    /** Java copies the environment when it is asked for it first, and hands the copy to child processes from then on. */
    private static void letJavaReadItBefore() {
        var unused = System.getenv();
    }

    private static Pointer extend(PointerPointer<Pointer> list, List<String> added) {
        int length = 0;
        while (list.get(length) != null) {
            length++;
        }
        Pointer memory = Pointer.malloc((long) (length + added.size() + 1) * POINTER_BYTES);
        PointerPointer<Pointer> longer = new PointerPointer<>(memory);
        // They come first in the list: getenv takes the first of two entries of a name.
        int next = 0;
        for (String setting : added) {
            byte[] text = (setting + '\0').getBytes(StandardCharsets.US_ASCII);
            longer.put(next++, new BytePointer(Pointer.malloc(text.length)).put(text));
        }
        for (int i = 0; i < length; i++) {
            longer.put(next++, list.get(i));
        }
        longer.put(next, (Pointer) null);
        return memory;
    }
}
