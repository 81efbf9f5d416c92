package io.pokeai.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A local Maven repository with the artefacts of this build as {@code mvn install} would lay them out, and, as links, all
 * that the real one has besides. Nothing of ours goes into the real one.
 */
record InstalledArtefacts(Path repository) {
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");
    private static final Pattern PARENT = Pattern.compile("<parent>.*?</parent>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.+?)</artifactId>");

    static InstalledArtefacts create(Path folder) throws IOException {
        Path real = Path.of(property("repository"));
        Path ours = Files.createDirectories(folder.resolve("io"));
        link(real, folder, "io");
        if (Files.isDirectory(real.resolve("io"))) {
            link(real.resolve("io"), ours, "pokeai");
        }
        InstalledArtefacts installed = new InstalledArtefacts(folder);
        Path checkout = checkout();
        installed.install(checkout);
        Matcher modules = MODULE.matcher(Files.readString(checkout.resolve("pom.xml")));
        while (modules.find()) {
            if (!modules.group(1).equals("distribution/benchmarks")) {
                installed.install(checkout.resolve(modules.group(1)));
            }
        }
        return installed;
    }

    /** Where the sources of the engine are. */
    static Path checkout() {
        return Path.of(property("checkout"));
    }

    /** Runs Maven on a project in a process of its own. */
    Outcome maven(Path project, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(property("maven"), "bin", "mvn").toString(), "-B", "-ntp", "-Dmaven.repo.local=" + repository));
        if (property("offline").endsWith("true")) {
            command.add("-o");
        }
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // What the build around us was told is not for the examples.
        builder.environment().remove("MAVEN_OPTS");
        builder.environment().remove("MAVEN_CONFIG");
        return Running.start(builder).outcome();
    }

    private void install(Path module) throws IOException {
        String pom = Files.readString(module.resolve("pom.xml"));
        Matcher artifact = ARTIFACT.matcher(PARENT.matcher(pom).replaceFirst(""));
        if (!artifact.find()) {
            throw new IOException(module + " has no artifactId");
        }
        String stem = artifact.group(1) + "-" + VERSION;
        Path to = Files.createDirectories(
                repository.resolve("io/pokeai").resolve(artifact.group(1)).resolve(VERSION));
        Files.copy(module.resolve("pom.xml"), to.resolve(stem + ".pom"));
        Path jar = jar(module, stem + ".jar");
        if (Files.exists(jar)) {
            Files.createSymbolicLink(to.resolve(jar.getFileName()), jar);
        }
    }

    /** Jars with natives are built into a folder for each platform; the one that is meant is in the assembly. */
    private static Path jar(Path module, String name) {
        return Assembly.find().natives().stream()
                .filter(jar -> Assembly.name(jar).equals(name))
                .findFirst()
                .orElseGet(() -> module.resolve("target").resolve(name));
    }

    private static void link(Path from, Path to, String except) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!Assembly.name(entry).equals(except)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty("pokeai.itest." + name), name);
    }
}
