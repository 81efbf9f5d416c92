package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./pokeai} of a checkout, whose Maven builds nothing: it finds what it is to find. */
class StartScriptIT {
    private static final String OTHER =
            System.getProperty("os.arch").equals("aarch64") ? "linux-x86_64" : "linux-aarch64";
    private static final String HERE =
            System.getProperty("os.arch").equals("aarch64") ? "linux-aarch64" : "linux-x86_64";

    private Installation user;
    private Path checkout;
    private Path tools;

    @BeforeEach
    void prepare() throws Exception {
        user = Installation.create("checkout");
        checkout = Files.createDirectories(user.root().resolve("checkout"));
        tools = Files.createDirectories(user.root().resolve("tools"));
        Files.copy(
                Assembly.find().folder().resolve("pokeai"),
                checkout.resolve("pokeai"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        script("mvn", "echo \"$@\" >> " + user.root().resolve("mvn.log"));
        built(HERE);
        // Not even a runtime: whoever took it would fail.
        Files.createDirectories(target(OTHER).resolve("lib"));
        Files.writeString(target(OTHER).resolve("pokeai"), "exit 99\n");
    }

    @AfterEach
    void remove() {
        user.delete();
    }

    @Test
    void ofTwoPlatformsItTakesItsOwn() throws Exception {
        Outcome version = pokeai("--version").run();
        assertThat(version.status()).as(version.toString()).isZero();
        assertThat(version.out()).startsWith("pokeai ");
        assertThat(checkout.resolve(".pokeai/runtime").toRealPath()).hasFileName("runtime-" + HERE);
        assertThat(user.root().resolve("mvn.log")).content().contains("-Dnatives.platform=" + HERE);
    }

    @Test
    void aPlatformThatWasNotBuiltIsNamed() throws Exception {
        Scratch.delete(target(HERE).getParent());
        Outcome version = pokeai("--version").run();
        assertThat(version.status()).isEqualTo(3);
        assertThat(version.err()).contains("no runtime for " + HERE, "there is: pokeai-1.0-" + OTHER);
    }

    @Test
    void pluginsOfTheUsersOwnSurviveABuild() throws Exception {
        pokeai("--version").run();
        Path runtime = checkout.resolve(".pokeai/runtime");
        Files.writeString(runtime.resolve("plugins/mine.jar"), "mine");
        Path delivered =
                runtime.resolve("plugins").resolve(Assembly.name(Assembly.find().corruptions()));
        Files.setLastModifiedTime(
                checkout.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
        Outcome again = pokeai("--version").run();
        assertThat(again.status()).as(again.toString()).isZero();
        assertThat(again.err()).contains("mine.jar is in " + checkout.resolve(".pokeai/plugins"));
        assertThat(checkout.resolve(".pokeai/plugins/mine.jar")).hasContent("mine");
        assertThat(checkout.resolve(".pokeai/plugins").resolve(Assembly.name(delivered)))
                .doesNotExist();
        assertThat(pokeai("backends").run().out()).contains(".pokeai/plugins/mine.jar: not taken");
    }

    @Test
    void otherSystemsGetOneSentenceBeforeAnythingIsBuilt() throws Exception {
        script("uname", "echo Darwin");
        Outcome mac = pokeai("--version").run();
        assertThat(mac.status()).isEqualTo(3);
        assertThat(mac.err().lines()).hasSize(1);
        assertThat(mac.err()).contains("runs on 64-bit Linux with glibc", "this is Darwin");
        assertThat(user.root().resolve("mvn.log")).doesNotExist();
    }

    @Test
    void aJavaOfAnotherKindIsNamedBeforeAnythingIsBuilt() throws Exception {
        Path java = Files.createDirectories(user.root().resolve("jre"));
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17\"\nOS_ARCH=\"arm\"\n");
        Path program = Files.writeString(java.resolve("bin/java"), "#!/bin/sh\nexit 98\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Outcome outcome = pokeai("--version").set("JAVA_HOME", java.toString()).run();
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).contains("is for arm", "64-bit Java");
        assertThat(user.root().resolve("mvn.log")).doesNotExist();
    }

    private Path target(String platform) {
        String name = "pokeai-1.0-" + platform;
        return checkout.resolve("distribution/assembly/target").resolve(name).resolve(name);
    }

    private void built(String platform) throws IOException {
        Path source = Assembly.find().folder();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target(platform).resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createLink(copy, file);
                }
            }
        }
    }

    private void script(String name, String line) throws IOException {
        Path script = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Installation.Command pokeai(String... arguments) {
        return user.command(checkout.resolve("pokeai"), arguments).set("PATH", tools + ":" + System.getenv("PATH"));
    }
}
