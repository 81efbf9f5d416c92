package io.pokeai.natives.onnxruntime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * What the build put into this jar.
 *
 * @param version of ONNX Runtime
 * @param platform that the libraries are for, such as {@code linux-x86_64}
 * @param path of the libraries inside the jar, with a slash at its end
 * @param libraries all of them
 */
record Build(String version, String platform, String path, List<NativeLibrary> libraries) {

    static Build read() {
        Properties properties = new Properties();
        try (InputStream build = resource("build.properties");
                InputStream list = resource("natives.sha256")) {
            properties.load(build);
            return new Build(
                    property(properties, "version"),
                    property(properties, "platform"),
                    property(properties, "path"),
                    NativeLibrary.parse(new String(list.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a library, from the jar. */
    InputStream open(NativeLibrary library) throws IOException {
        return resource("/" + path + library.name());
    }

    /** Says so when the libraries are for another machine than this one. */
    void requireThisMachine() {
        String here = platformOf(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        if (!here.equals(platform)) {
            throw new UnsatisfiedLinkError("This build has ONNX Runtime for " + platform + "; this machine is " + here
                    + ". Build for it with -Dnatives.platform=" + here + ".");
        }
    }

    /** JavaCPP's name of a platform. */
    static String platformOf(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            os = "macosx";
        } else if (os.startsWith("windows")) {
            os = "windows";
        }
        return os + "-" + (arch.equals("amd64") ? "x86_64" : arch);
    }

    private static InputStream resource(String name) throws IOException {
        InputStream stream = Build.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IOException("The ONNX Runtime jar lacks " + name + ". Build or download it again.");
        }
        return stream;
    }

    private static String property(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("build.properties lacks '" + key + "'");
        }
        return value;
    }
}
