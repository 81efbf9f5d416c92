package io.pokeai.natives.opencv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Environment variables that only libraries see which are loaded meanwhile.
 *
 * <p>OpenBLAS and OpenCV read some settings from the native environment, once, as they are loaded; Java cannot set
 * them. So the list of variables is replaced by a longer one for that time and put back: child processes and everybody
 * else see what they saw before. The longer list is never freed, because another thread may be reading it.
 */
final class NativeEnvironment {
    private static final int POINTER_BYTES = Long.BYTES;

    private NativeEnvironment() {}

    /**
     * @param settings each {@code NAME=value}; those whose name is set already are left as they are
     * @param load loads the libraries that see them
     */
    static void with(List<String> settings, Runnable load) {
        List<String> added = settings.stream()
                .filter(setting -> System.getenv(setting.substring(0, setting.indexOf('='))) == null)
                .toList();
        Pointer variable = Loader.addressof("environ");
        if (variable == null || added.isEmpty()) {
            load.run();
            return;
        }
        PointerPointer<Pointer> environ = new PointerPointer<>(variable);
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

    private static Pointer extend(PointerPointer<Pointer> list, List<String> added) {
        int length = 0;
        while (list.get(length) != null) {
            length++;
        }
        Pointer memory = Pointer.malloc((long) (length + added.size() + 1) * POINTER_BYTES);
        PointerPointer<Pointer> longer = new PointerPointer<>(memory);
        for (int i = 0; i < length; i++) {
            longer.put(i, list.get(i));
        }
        for (String setting : added) {
            byte[] text = (setting + '\0').getBytes(StandardCharsets.US_ASCII);
            longer.put(length++, new BytePointer(Pointer.malloc(text.length)).put(text));
        }
        longer.put(length, (Pointer) null);
        return memory;
    }
}
