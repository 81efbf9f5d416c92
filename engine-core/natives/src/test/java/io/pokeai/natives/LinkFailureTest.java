package io.pokeai.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Sentences of the dynamic linker and of the JDK, as they were seen. */
class LinkFailureTest {
    private static final Path FOLDER = Path.of("/cache/natives/opencv-4.13.0");

    @Test
    void noexecIsNamedWhereItIsTheCause() {
        String linker = FOLDER + "/libjnijavacpp.so: failed to map segment from shared object";
        Mounts noexec = new Mounts("22 21 0:20 / /cache rw,noexec - tmpfs tmpfs rw\n");
        NativesFailure failure = LinkFailure.explain("OpenCV", FOLDER, new UnsatisfiedLinkError(linker), noexec);
        assertThat(failure.problem()).contains(FOLDER.toString(), "mounted noexec");
        assertThat(failure.remedy()).contains("POKEAI_CACHE=FOLDER");
        assertThat(explain(linker).problem())
                .as("the same words for another cause")
                .doesNotContain("noexec")
                .contains("does not let it be mapped");
    }

    @Test
    void aSecondClassLoaderIsNotAdvisedToDeleteAnything() {
        NativesFailure failure =
                explain("Native Library " + FOLDER + "/libjnijavacpp.so already loaded in another classloader");
        assertThat(failure.problem()).contains("another class loader of this process");
        assertThat(failure.remedy()).contains("class path").doesNotContain("Delete", "glibc");
    }

    @Test
    void anOldSystemLibraryIsNamed() {
        NativesFailure failure = explain("/lib/x86_64-linux-gnu/libm.so.6: version `GLIBC_2.35' not found (required by "
                + FOLDER + "/libopencv_imgproc.so.413)");
        assertThat(failure.problem()).contains("GLIBC_2.35");
        assertThat(failure.remedy()).contains("Debian 12");
    }

    @Test
    void aLibraryThatTheSystemLacksIsNamed() {
        NativesFailure failure = explain("libstdc++.so.6: cannot open shared object file: No such file or directory");
        assertThat(failure.problem()).contains("it needs libstdc++.so.6");
        assertThat(failure.remedy()).contains("Install");
        assertThat(explain("ld-linux-x86-64.so.2: cannot open shared object file: No such file or directory")
                        .remedy())
                .contains("instead of Alpine");
    }

    @Test
    void anotherProcessorIsNamed() {
        assertThat(explain(FOLDER + "/x.so: cannot open shared object file (Possible cause: can't load AMD 64 .so on a"
                                + " AARCH64 platform)")
                        .problem())
                .contains("another processor");
    }

    @Test
    void aDamagedLibraryIsUnpackedAgain() {
        NativesFailure failure = explain(FOLDER + "/x.so: file too short");
        assertThat(failure.problem()).contains("file too short");
        assertThat(failure.remedy()).contains("Delete the folder " + FOLDER);
    }

    @Test
    void whatIsExplainedAlreadyStaysAsItIs() {
        NativesFailure first = explain("x");
        assertThat(LinkFailure.explain("y", FOLDER, new ExceptionInInitializerError(first)))
                .isSameAs(first);
    }

    private static NativesFailure explain(String message) {
        return LinkFailure.explain(
                "OpenCV", FOLDER, new ExceptionInInitializerError(new UnsatisfiedLinkError(message)), new Mounts(""));
    }
}
