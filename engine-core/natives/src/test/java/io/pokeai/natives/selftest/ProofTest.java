package io.pokeai.natives.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {
    private static final LibrarySetting SAFER = LibrarySetting.ofEnvironment(Map.of("ISA", "AVX2"));
    private static final LibrarySetting SAFEST = LibrarySetting.ofEnvironment(Map.of("ISA", "SSE41"));
    private static final List<LibrarySetting> SETTINGS = List.of(LibrarySetting.standard(), SAFER, SAFEST);

    @TempDir
    Path folder;

    private final List<String> tried = new ArrayList<>();
    private Path root;

    @BeforeEach
    void makeAMachine() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        machine("model name\t: AMD EPYC\nflags\t\t: avx2 avx512f\ncpu MHz\t\t: 2596.094\n");
        cache("32K");
    }

    private void machine(String cpu) throws IOException {
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(root.resolve("proc/cpuinfo"), cpu);
    }

    private void cache(String size) throws IOException {
        Path index = Files.createDirectories(root.resolve("sys/devices/system/cpu/cpu0/cache/index0"));
        Files.writeString(index.resolve("level"), "1\n");
        Files.writeString(index.resolve("type"), "Data\n");
        Files.writeString(index.resolve("size"), size + '\n');
    }

    private Outcomes outcomes() {
        return Outcomes.of(List.of(folder), "libfake 1", root);
    }

    /** Wrong for left-over channels under all settings but those. */
    private Outcome run(LibrarySetting setting, List<LibrarySetting> right) {
        tried.add(setting.name());
        return new SelfTest(Plan.brief())
                .run(
                        right.contains(setting)
                                ? FakeKernels.right()
                                : FakeKernels.wrongForChannelsLeftOverAfter(setting.equals(SAFER) ? 8 : 16));
    }

    private Proof find(Outcomes outcomes, LibrarySetting... right) {
        return Proof.find("libfake 1", SETTINGS, outcomes, setting -> run(setting, List.of(right)));
    }

    @Test
    void aRightLibraryIsUsedAsItComesAndTestedOnce() {
        Proof first = find(outcomes(), SETTINGS.toArray(LibrarySetting[]::new));
        assertThat(first.setting()).isEqualTo(LibrarySetting.standard());
        assertThat(first.isSafer()).isFalse();
        assertThat(first.description())
                .startsWith("self-test passed, " + Plan.brief().operations().size() + " cases, ")
                .endsWith(" ms, setting default");
        Proof second = find(outcomes());
        assertThat(second.isRemembered()).isTrue();
        assertThat(second.description()).contains(" ms (remembered), setting default");
        assertThat(tried).containsExactly("default");
    }

    @Test
    void aWrongKernelLeadsThroughEverySettingToTheFirstThatIsRight() {
        Proof proof = find(outcomes(), SAFEST);
        assertThat(proof.setting()).isEqualTo(SAFEST);
        assertThat(proof.isSafer()).isTrue();
        assertThat(tried).containsExactly("default", "ISA=AVX2", "ISA=SSE41");
        assertThat(proof.description())
                .contains("setting ISA=SSE41; wrong on this machine: setting default: ")
                .contains("cases wrong (3x3 convolution of 24 channels to")
                .contains("setting ISA=AVX2: ");
        assertThat(find(outcomes(), SAFEST).setting()).isEqualTo(SAFEST);
        assertThat(tried).as("nothing is tried again").hasSize(3);
    }

    @Test
    void aLibraryThatIsAlwaysWrongIsRefusedWithTheReasonEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> find(outcomes()))
                    .isInstanceOf(WrongKernelsException.class)
                    .hasMessageStartingWith(
                            "libfake 1 fails its self-test on this machine, so it is not used: setting default: ")
                    .hasMessageContaining("convolution of 24 channels")
                    .hasMessageEndingWith(Proof.NOTHING_HELPS);
        }
        assertThat(tried).as("the second process knows it").hasSize(3);
    }

    @Test
    void whatCrashedIsTriedAgain() {
        Proof first = Proof.find("libfake 1", SETTINGS, outcomes(), setting -> {
            tried.add(setting.name());
            return setting.equals(SAFER)
                    ? Outcome.of(10, 0, "", 1)
                    : Outcome.failed(10, "its process ended with status 132", 1);
        });
        assertThat(first.setting()).isEqualTo(SAFER);
        assertThat(first.description()).contains("setting default: its process ended with status 132");
        assertThat(find(outcomes(), LibrarySetting.standard()).setting()).isEqualTo(LibrarySetting.standard());
        assertThat(tried).containsExactly("default", "ISA=AVX2", "default");
    }

    @Test
    void anotherMachineLibraryOrCacheTopologyIsTestedAnew() throws IOException {
        find(outcomes(), LibrarySetting.standard());
        machine("model name\t: AMD EPYC\nflags\t\t: avx2 avx512f\ncpu MHz\t\t: 3100.000\n");
        find(outcomes(), LibrarySetting.standard());
        assertThat(tried).as("the clock rate does not count").hasSize(1);
        cache("48K");
        find(outcomes(), LibrarySetting.standard());
        Files.delete(root.resolve("sys/devices/system/cpu/cpu0/cache/index0/size"));
        find(outcomes(), LibrarySetting.standard());
        machine("model name\t: AMD EPYC\nflags\t\t: avx2\n");
        find(outcomes(), LibrarySetting.standard());
        find(Outcomes.of(List.of(folder), "libfake 2", root), LibrarySetting.standard());
        assertThat(tried).hasSize(5);
    }

    @Test
    void aDamagedNoteIsTestedAnew() throws IOException {
        find(outcomes(), SAFEST);
        for (String damaged :
                List.of("", "152\t0\ttrue\t1\t\n", "152\t0\ttrue\t1\t\n0123456789abcdef\n", "\0\uFFFD\n\n")) {
            for (Path note : notes()) {
                Files.writeString(note, damaged);
            }
            tried.clear();
            assertThat(find(outcomes(), SAFEST).setting()).isEqualTo(SAFEST);
            assertThat(tried).as("damaged: " + damaged).hasSize(3);
        }
    }

    @Test
    void aNoteThatWasTakenFromAnotherSettingIsNotBelieved() throws IOException {
        find(outcomes(), SAFEST);
        String right = "";
        for (Path note : notes()) {
            String text = Files.readString(note);
            right = text.contains("\t0\ttrue") ? text : right;
        }
        assertThat(right).isNotEmpty();
        for (Path note : notes()) {
            Files.writeString(note, right);
        }
        tried.clear();
        assertThat(find(outcomes(), SAFEST).setting()).isEqualTo(SAFEST);
        assertThat(tried).containsExactly("default", "ISA=AVX2");
    }

    @Test
    void withoutAPlaceForNotesEveryProcessTests() {
        Outcomes nowhere = Outcomes.of(List.of(folder.resolve("missing")), "libfake 1", root);
        assertThat(find(nowhere, SAFER).setting()).isEqualTo(SAFER);
        assertThat(find(nowhere, SAFER).setting()).isEqualTo(SAFER);
        assertThat(tried).containsExactly("default", "ISA=AVX2", "default", "ISA=AVX2");
    }

    @Test
    void aReadOnlyFolderIsReadAndTheNextOneWritten() throws IOException {
        Path image = Files.createDirectory(folder.resolve("image"));
        Path user = Files.createDirectory(folder.resolve("user"));
        find(Outcomes.of(List.of(image), "libfake 1", root), LibrarySetting.standard());
        assertThat(find(Outcomes.of(List.of(user, image), "libfake 1", root)).isRemembered())
                .isTrue();
        find(Outcomes.of(List.of(folder.resolve("missing"), user), "libfake 1", root), LibrarySetting.standard());
        assertThat(user).isNotEmptyDirectory();
    }

    @Test
    void aMachineThatSaysNothingOfItsCpuIsTestedEachTime() throws IOException {
        Files.delete(root.resolve("proc/cpuinfo"));
        find(outcomes(), LibrarySetting.standard());
        find(outcomes(), LibrarySetting.standard());
        assertThat(tried).hasSize(2);
        assertThat(notes()).isEmpty();
    }

    private List<Path> notes() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
