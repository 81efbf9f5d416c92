package io.pokeai.natives;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the dynamic linker means: it names the library and its own step, never the cause.
 *
 * <p><b>Source</b> messages of glibc's {@code elf/dl-load.c} and {@code elf/dl-version.c}, and of the JDK's
 * {@code NativeLibraries} and {@code os_linux.cpp}.
 */
public final class LinkFailure {
    private static final Pattern MISSING =
            Pattern.compile("([\\w.+-]+\\.so[.\\w]*): cannot open shared object file: No such file");
    private static final Pattern VERSION = Pattern.compile("version [`']((?:GLIBC|GLIBCXX|CXXABI|GCC)_[\\w.]+)'");

    private LinkFailure() {}

    /**
     * @param what such as {@code OpenCV}
     * @param folder that its libraries were to be loaded from
     * @param failure as Java gives it
     */
    public static NativesFailure explain(String what, Path folder, Throwable failure) {
        return explain(what, folder, failure, Mounts.ofThisProcess());
    }

    static NativesFailure explain(String what, Path folder, Throwable failure, Mounts mounts) {
        Throwable cause = deepest(failure);
        if (cause instanceof NativesFailure explained) {
            return explained;
        }
        String message = String.valueOf(cause.getMessage());
        String again = "Delete the folder " + folder + "; it is unpacked again.";
        if (message.contains("already loaded in another classloader")) {
            return new NativesFailure(
                    what
                            + " is loaded already, by another class loader of this process; a native library belongs to the"
                            + " class loader that loaded it first for as long as that one lives.",
                    "Put the natives jars (engine-natives, engine-opencv, onnx-runtime, djl-pytorch) on a class path that"
                            + " all users share, such as the container's own, or use a process for each.",
                    failure);
        }
        boolean notMapped = message.contains("failed to map segment") || message.contains("Operation not permitted");
        if (notMapped && mounts.isNoexec(folder)) {
            return new NativesFailure(
                    what + " cannot be loaded from " + folder + ": it is on a file system that is mounted noexec.",
                    "Mount it with exec (docker: --tmpfs FOLDER:exec), or name a folder elsewhere: "
                            + UnpackedFolder.ELSEWHERE + ".",
                    failure);
        }
        if (notMapped) {
            return new NativesFailure(
                    what + " cannot be loaded from " + folder + ": the system does not let it be mapped to be run ("
                            + message + ").",
                    "See what forbids it: SELinux, AppArmor, a seccomp profile, or a limit of address space (ulimit -v).",
                    failure);
        }
        if (message.contains("executable stack")) {
            return new NativesFailure(
                    what + " cannot be loaded: the system forbids its executable stack (" + message + ").",
                    "Allow it to this process, as with SELinux's execstack, or use a kernel that does.",
                    failure);
        }
        if (message.contains("Cannot allocate memory") || message.contains("static TLS")) {
            return new NativesFailure(
                    what + " cannot be loaded: there is not enough memory for it (" + message + ").",
                    "Give the process more memory, or load the engine before other native libraries.",
                    failure);
        }
        Matcher version = VERSION.matcher(message);
        if (version.find()) {
            return new NativesFailure(
                    what + " cannot be loaded: it needs " + version.group(1) + ", and this system's C or C++ library is"
                            + " older.",
                    "Use a system with glibc 2.35 or later: Debian 12, Ubuntu 22.04, RHEL 10.",
                    failure);
        }
        Matcher missing = MISSING.matcher(message);
        if (missing.find() && !folder.resolve(missing.group(1)).toFile().exists()) {
            return new NativesFailure(
                    what + " cannot be loaded: it needs " + missing.group(1) + ", which this system lacks.",
                    missing.group(1).contains("musl") || missing.group(1).startsWith("ld-linux")
                            ? "Use a system with glibc 2.35 or later instead of Alpine: Debian 12, Ubuntu 22.04, RHEL 10."
                            : "Install the package that has it (Debian and Ubuntu: libstdc++6 libgcc-s1).",
                    failure);
        }
        if (message.contains("relocating") || message.contains("symbol not found")) {
            // musl's linker.
            return new NativesFailure(
                    what + " cannot be loaded by this system's C library (" + message + ").",
                    "Use a system with glibc 2.35 or later instead of Alpine: Debian 12, Ubuntu 22.04, RHEL 10.",
                    failure);
        }
        if (message.contains("Possible cause: can't load") || message.contains("wrong ELF class")) {
            return new NativesFailure(
                    what + " cannot be loaded: its libraries are for another processor than this Java (" + message
                            + ").",
                    "Use the assembly for " + Platform.current().name() + ".",
                    failure);
        }
        return new NativesFailure(what + " cannot be loaded from " + folder + ": " + message + ".", again, failure);
    }

    private static Throwable deepest(Throwable failure) {
        Throwable one = failure;
        while (!(one instanceof NativesFailure) && one.getCause() != null && one.getCause() != one) {
            one = one.getCause();
        }
        return one;
    }
}
