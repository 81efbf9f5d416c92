package io.pokeai.natives.onnxruntime;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads ONNX Runtime twice, by two class loaders that do not know each other. */
final class SecondLoader {
    private SecondLoader() {}

    public static void main(String[] args) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        URL[] classPath = urls.toArray(URL[]::new);
        try (URLClassLoader first = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
                URLClassLoader second = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            System.out.println("first=" + load(first));
            System.out.println("second=" + load(second));
            System.out.println("again=" + load(second));
        }
    }

    private static String load(ClassLoader loader) throws ReflectiveOperationException {
        try {
            loader.loadClass(OnnxRuntimeLibrary.class.getName())
                    .getMethod("load")
                    .invoke(null);
            return "fine";
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getCause());
        }
    }
}
