package io.pokeai.aug.robustness.receipt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The machine that computed. Two machines are of the same class if the libraries choose the same kernels on both: same architecture,
 * vendor and instruction sets, and none of them switched off on one alone.
 *
 * @param arch such as {@code amd64}
 * @param vendor of the CPU; empty where the system does not tell
 * @param cpu name of the CPU; empty where the system does not tell
 * @param features instruction sets for vectors
 * @param forced environment variables that switch instruction sets off
 * @param threads that the engine may use
 */
public record ReceiptMachine(
        String arch,
        String os,
        String java,
        String vendor,
        String cpu,
        SortedSet<String> features,
        SortedMap<String, String> forced,
        int threads) {
    private static final List<String> VECTORS =
            List.of("sse", "ssse", "avx", "fma", "f16c", "bmi", "amx", "asimd", "neon", "sve", "i8mm", "bf16");

    /** What OpenCV, libjpeg-turbo, libtorch, oneDNN and MKL read. */
    private static final List<String> SWITCHES = List.of(
            "OPENCV_CPU_DISABLE",
            "JSIMD_FORCENONE",
            "ATEN_CPU_CAPABILITY",
            "DNNL_MAX_CPU_ISA",
            "ONEDNN_MAX_CPU_ISA",
            "MKL_ENABLE_INSTRUCTIONS",
            "MKL_CBWR");

    public ReceiptMachine {
        features = Collections.unmodifiableSortedSet(new TreeSet<>(features));
        forced = Collections.unmodifiableSortedMap(new TreeMap<>(forced));
    }

    /** This machine, as Linux tells it. */
    public static ReceiptMachine here(int threads) {
        return of(Path.of("/proc/cpuinfo"), System.getenv(), threads);
    }

    static ReceiptMachine of(Path cpuinfo, Map<String, String> environment, int threads) {
        Map<String, String> first = new TreeMap<>();
        for (String line : lines(cpuinfo)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                first.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        SortedSet<String> features = new TreeSet<>();
        for (String flag :
                first.getOrDefault("flags", first.getOrDefault("Features", "")).split(" ", -1)) {
            if (VECTORS.stream().anyMatch(flag::startsWith)) {
                features.add(flag);
            }
        }
        SortedMap<String, String> forced = new TreeMap<>();
        SWITCHES.stream().filter(environment::containsKey).forEach(name -> forced.put(name, environment.get(name)));
        return new ReceiptMachine(
                System.getProperty("os.arch", ""),
                System.getProperty("os.name", ""),
                System.getProperty("java.vm.name", "") + " " + System.getProperty("java.version", ""),
                first.getOrDefault("vendor_id", first.getOrDefault("CPU implementer", "")),
                first.getOrDefault("model name", first.getOrDefault("CPU part", "")),
                features,
                forced,
                threads);
    }

    private static List<String> lines(Path file) {
        try {
            // Latin-1 reads any bytes.
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of(); // another system
        }
    }

    /** What another machine has that may change the last digits of scores, for people; empty on one of the same class. */
    List<String> classDifferences(ReceiptMachine other) {
        List<String> differences = new ArrayList<>();
        if (!arch.equals(other.arch) || !vendor.equals(other.vendor)) {
            differences.add("the CPU is of another kind (" + arch + " " + vendor + ", here " + other.arch + " "
                    + other.vendor + ")");
        } else if (!features.equals(other.features)) {
            SortedSet<String> lost = new TreeSet<>(features);
            lost.removeAll(other.features);
            SortedSet<String> won = new TreeSet<>(other.features);
            won.removeAll(features);
            differences.add("the CPU has other instruction sets (missing here: " + text(lost) + "; only here: "
                    + text(won) + ")");
        }
        if (!forced.equals(other.forced)) {
            differences.add(
                    "other instruction sets are switched off (" + text(forced) + ", here " + text(other.forced) + ")");
        }
        return differences;
    }

    private static String text(SortedSet<String> features) {
        return features.isEmpty() ? "none" : String.join(" ", features);
    }

    private static String text(Map<String, String> variables) {
        return variables.isEmpty() ? "none" : variables.toString();
    }
}
