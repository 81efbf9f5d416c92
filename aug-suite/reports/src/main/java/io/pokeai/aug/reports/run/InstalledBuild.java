package io.pokeai.aug.reports.run;

import io.pokeai.aug.robustness.receipt.ReceiptBuild;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;

/** The engine that is installed, as its bundles tell: version, a hash over the jars, and the versions of libraries. */
public final class InstalledBuild {
    private static final String OURS = "io.pokeai.";
    private static final int BUFFER = 1 << 16;

    /** The package that tells the version of a library, and the library. OpenCV has its own libjpeg-turbo inside. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "org.bytedeco.opencv.opencv_core", "OpenCV",
            "ai.onnxruntime", "ONNX Runtime",
            "ai.djl.pytorch.engine", "DJL PyTorch");

    private InstalledBuild() {}

    /** What is installed; unknown outside of OSGi. */
    public static ReceiptBuild here() {
        Bundle own = FrameworkUtil.getBundle(InstalledBuild.class);
        if (own == null || own.getBundleContext() == null) {
            return ReceiptBuild.UNKNOWN;
        }
        List<Bundle> bundles = Arrays.stream(own.getBundleContext().getBundles())
                .filter(bundle -> bundle.getSymbolicName() != null)
                .sorted(Comparator.comparing(Bundle::getSymbolicName).thenComparing(Bundle::getVersion))
                .toList();
        Map<String, String> libraries = new TreeMap<>();
        bundles.forEach(bundle -> addLibraries(bundle.adapt(BundleWiring.class), libraries));
        return new ReceiptBuild(own.getVersion().toString(), hash(bundles), libraries);
    }

    private static void addLibraries(@Nullable BundleWiring wiring, Map<String, String> libraries) {
        if (wiring == null) {
            return; // not resolved: nobody uses it
        }
        for (BundleCapability capability : wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
            Map<String, Object> attributes = capability.getAttributes();
            String name = LIBRARIES.get(String.valueOf(attributes.get(PackageNamespace.PACKAGE_NAMESPACE)));
            if (name != null) {
                libraries.put(name, String.valueOf(attributes.get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)));
            }
        }
    }

    /** Over name and content of our jars; empty when one of them is not a file. */
    private static String hash(List<Bundle> bundles) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Bundle bundle : bundles) {
                if (bundle.getSymbolicName().startsWith(OURS)) {
                    sha.update(bundle.getSymbolicName().getBytes(StandardCharsets.UTF_8));
                    addContent(bundle.getLocation(), sha);
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException | IllegalArgumentException e) {
            return ""; // installed from somewhere else
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static void addContent(String location, MessageDigest sha) throws IOException {
        String file = location.startsWith("reference:") ? location.substring("reference:".length()) : location;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = URI.create(file).toURL().openStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
            }
        }
    }
}
