package io.pokeai.cli.internal;

import io.pokeai.engine.spi.HealthCheck;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The Java runtime. */
final class JavaCheck implements HealthCheck {
    private static final long MEGABYTE = 1 << 20;
    private static final long SMALL_HEAP_MEGABYTES = 128;

    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                Severity.OK,
                "Java",
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ", "
                        + System.getProperty("java.home") + ")",
                ""));
        String flags = String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
        findings.add(new Finding(Severity.OK, "Java flags", flags.isEmpty() ? "none" : flags, ""));
        long heap = Runtime.getRuntime().maxMemory() / MEGABYTE;
        findings.add(
                heap < SMALL_HEAP_MEGABYTES
                        ? new Finding(
                                Severity.WARNING,
                                "heap",
                                "at most " + heap + " MB",
                                "Large pictures need more; give Java -Xmx256m or more.")
                        : new Finding(Severity.OK, "heap", "at most " + heap + " MB", ""));
        String names = System.getProperty("sun.jnu.encoding", "");
        findings.add(
                names.equalsIgnoreCase("UTF-8")
                        ? new Finding(Severity.OK, "file names", names, "")
                        : new Finding(
                                Severity.WARNING,
                                "file names",
                                names + ": names beyond it cannot be given as arguments",
                                "Use a UTF-8 locale, such as LC_ALL=C.UTF-8."));
        return findings;
    }
}
