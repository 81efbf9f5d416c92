package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hardened containers take away: a writable root, {@code /tmp}, HOME, a user that anybody knows. */
class ContainerIT {
    private static final String NOBODY_KNOWN = "12345";

    private Installation user;

    @BeforeEach
    void unpack() throws Exception {
        user = Installation.create("container");
        KnownModel.quick(5).write(user.artifacts(), "known");
        Pictures.write(user.work().resolve("photos"), Pictures.colours(2, 3));
    }

    @AfterEach
    void remove() throws Exception {
        protect(user.root(), false);
        user.delete();
    }

    @Test
    void oneWritableFolderIsEnough() throws Exception {
        Path cache = writable("cache");
        harden();
        for (Installation.Command call : List.of(
                locked("classify", "photos", "--format", "json").set("POKEAI_CACHE", cache.toString()),
                locked("classify", "photos", "--format", "json", "--cache", cache.toString()))) {
            Outcome outcome = call.run();
            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(Json.rows(outcome.out())).hasSize(2);
            assertThat(outcome.err()).isEmpty();
        }
        assertThat(Scratch.files(user.tmp())).isEmpty();
        assertThat(Scratch.files(user.home())).isEmpty();
        assertThat(user.cache()).doesNotExist();
    }

    @Test
    void theCacheOfAWritableArtifactsFolderIsEnough() throws Exception {
        harden();
        Files.setPosixFilePermissions(user.artifacts(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Outcome outcome = locked("classify", "photos", "--format", "json").run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(Scratch.files(user.artifacts())).anyMatch(file -> file.startsWith(".cache/natives/"));
    }

    @Test
    void versionAndHelpNeedNoFolder() throws Exception {
        harden();
        assertThat(locked("--version").run().out()).startsWith("pokeai ");
        Outcome help = locked("help").run();
        assertThat(help.status()).as(help.toString()).isZero();
        assertThat(help.out()).contains("classify", "doctor");
        Outcome classify = locked("classify", "photos").run();
        assertThat(classify.status()).isEqualTo(3);
        assertThat(classify.err())
                .contains("no folder can be written", user.cache().toString(), "--cache or POKEAI_CACHE")
                .doesNotContain("\tat ");
    }

    @Test
    void aFolderThatWasNamedAndCannotBeUsedIsToldAndPassedOver() throws Exception {
        Path file = Files.writeString(user.work().resolve("file"), "");
        Outcome outcome = user.pokeai("classify", "photos", "--format", "json")
                .set("POKEAI_CACHE", file + "/cache")
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.err())
                .contains(file + "/cache (POKEAI_CACHE) cannot be used: Not a directory. Using " + user.cache());
    }

    @Test
    void aFolderOfAnotherUserIsNotTrusted() throws Exception {
        Path cache = writable("shared");
        harden();
        Outcome outcome = locked("classify", "photos", "--format", "json")
                .set("POKEAI_CACHE", cache.toString())
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(Scratch.files(cache))
                .as("what is loaded and run lies in a folder of its own")
                .anyMatch(name -> name.startsWith("user-" + NOBODY_KNOWN + "/natives"))
                .anyMatch(name -> name.startsWith("user-" + NOBODY_KNOWN + "/framework"))
                .noneMatch(name -> name.matches("(natives|framework|classes-).*"));
    }

    @Test
    void noexecIsNamed() throws Exception {
        List<String> mount = mounting("-o", "noexec");
        Path cache = Files.createDirectory(user.work().resolve("mounted"));
        Outcome outcome = user.pokeai("classify", "photos", "--cache", cache.toString())
                .by(mount.toArray(String[]::new))
                .run();
        assertThat(outcome.err()).contains(cache.toString(), "mounted noexec", "POKEAI_CACHE");
        assertThat(outcome.status()).as("there is another folder: " + outcome).isZero();
        Outcome flat = embedded(cache).by(mount.toArray(String[]::new)).run();
        assertThat(flat.status()).isNotZero();
        assertThat(flat.err() + flat.out()).contains("mounted noexec", "-Dpokeai.natives=FOLDER");
    }

    @Test
    void aFullDiskIsNamedWithWhatIsNeeded() throws Exception {
        List<String> mount = mounting("-o", "size=12m");
        Path cache = Files.createDirectory(user.work().resolve("mounted"));
        Outcome outcome = user.pokeai("classify", "photos", "--cache", cache.toString())
                .by(mount.toArray(String[]::new))
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isNotZero();
        assertThat(outcome.err())
                .contains("The disk of " + cache, "is full", "bytes", "--cache")
                .doesNotContain("\tat ");
        Outcome flat = embedded(cache).by(mount.toArray(String[]::new)).run();
        assertThat(flat.err() + flat.out()).contains("is full", "-Dpokeai.natives=FOLDER");
    }

    @Test
    void anEmbeddedEngineSaysAsItOpensThatTemporaryFilesCannotBeMade() throws Exception {
        Outcome flat = user.java(
                        "-Djava.io.tmpdir=" + user.root().resolve("missing"),
                        "-cp",
                        FlatClassPathIT.classPath(),
                        FlatContract.class.getName(),
                        user.work().resolve("embedded").toString())
                .run();
        assertThat(flat.status()).isNotZero();
        assertThat(flat.err() + flat.out())
                .contains("needs a folder for temporary files", "PokeAi.open", "-Djava.io.tmpdir=FOLDER");
    }

    /** With natives in the folder that the running command has mounted. */
    private Installation.Command embedded(Path natives) {
        return user.java(
                "-Dpokeai.natives=" + natives.resolve("natives"),
                "-cp",
                FlatClassPathIT.classPath(),
                FlatContract.class.getName(),
                user.work().resolve("embedded").toString());
    }

    /** What runs a command in a namespace with a tmpfs at {@code work/mounted}; skips the test where that is forbidden. */
    private List<String> mounting(String... options) throws Exception {
        String mount = "mount -t tmpfs " + String.join(" ", options) + " tmpfs "
                + user.work().resolve("mounted") + " && exec \"$@\"";
        List<String> line = List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh");
        Path folder = Files.createDirectory(user.work().resolve("mounted"));
        assumeTrue(succeeds(line, "true"), "needs unshare, and the right to mount a tmpfs in a namespace");
        Files.delete(folder);
        return line;
    }

    /** As a user whom nobody knows, with no home and no folder for temporary files. */
    private Installation.Command locked(String... arguments) throws Exception {
        Installation.Command command = user.pokeai(arguments)
                .unset("HOME")
                .set("TMPDIR", user.tmp().toString())
                .set("POKEAI_JAVA_OPTS", "-Djava.io.tmpdir=/nonexistent");
        List<String> other = otherUser();
        List<String> alone = List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o ro tmpfs /tmp && mount -t tmpfs -o ro tmpfs /var/tmp && exec \"$@\"",
                "sh");
        assumeTrue(
                !user.root().startsWith("/tmp") && succeeds(alone, "true"),
                "needs the right to mount over /tmp in a namespace, and a build that is not below it");
        List<String> outer = new ArrayList<>(alone);
        outer.addAll(other);
        return command.by(outer.toArray(String[]::new));
    }

    private List<String> otherUser() throws Exception {
        List<String> other = List.of("setpriv", "--reuid=" + NOBODY_KNOWN, "--regid=" + NOBODY_KNOWN, "--clear-groups");
        assumeTrue(
                succeeds(other, "ls", user.artifacts().toString()),
                "needs root and setpriv, and other users must be able to enter the build's folder");
        return other;
    }

    /** A folder that belongs to us and can be written by all, as volumes of Kubernetes are. */
    private Path writable(String name) throws IOException {
        Path folder = Files.createDirectory(user.root().resolve(name));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        return folder;
    }

    private void harden() throws Exception {
        for (Path folder : List.of(user.runtime(), user.home(), user.tmp(), user.work())) {
            protect(folder, true);
        }
        Files.setPosixFilePermissions(user.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static boolean succeeds(List<String> prefix, String... command) throws InterruptedException {
        try {
            List<String> line = new ArrayList<>(prefix);
            line.addAll(List.of(command));
            return new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void protect(Path folder, boolean readOnly) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(readOnly ? "r-xr-xr-x" : "rwxr-xr-x"));
            }
        }
    }
}
