package io.pokeai.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** With a framework in this process. */
class PluginsTest {
    private static final String OFFER = "a.offer";

    @TempDir
    Path folder;

    private Path own;
    private Path delivered;
    private Framework framework;
    private Plugins plugins;
    private final List<String> news = new ArrayList<>();

    @BeforeEach
    void boot() throws Exception {
        own = Files.createDirectory(folder.resolve("own"));
        delivered = Files.createDirectory(folder.resolve("delivered"));
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.resolve("storage").toString(), "felix.log.level", "0"));
        framework.init();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void whatWorksIsActiveAndWhatDoesNotSaysWhy() throws Exception {
        exporter("1.0.0").write(delivered.resolve("good.jar"));
        importer("[2.0.0,3.0.0)").write(delivered.resolve("lacks.jar"));
        Files.writeString(own.resolve("garbage.jar"), "garbage");
        start();
        assertThat(status("good.jar").isFine()).isTrue();
        assertThat(status("good.jar").state()).isEqualTo("active");
        assertThat(status("lacks.jar").state()).isEqualTo("installed");
        assertThat(status("lacks.jar").problem())
                .isEqualTo(
                        "it needs the package a.offer, version [2.0.0,3.0.0), which no bundle exports in that version"
                                + " (there is 1.0.0 of a.exporter)");
        assertThat(status("garbage.jar").state()).isEqualTo(PluginStatus.NOT_TAKEN);
        assertThat(plugins.notRunning())
                .extracting(status -> String.valueOf(status.jar().getFileName()))
                .containsExactly("garbage.jar", "lacks.jar");
    }

    @Test
    void aJarThatSomebodyVouchesForIsTakenAtOnceAndNoOtherIs() throws Exception {
        start();
        PluginDoor door = new PluginDoor(plugins, news::add);
        Path jar = own.resolve("good.jar");
        exporter("1.0.0").write(own.resolve("copying.jar"));
        exporter("1.0.1").write(jar);
        assertThat(door.apply("check", jar.toString()))
                .containsEntry("problem", "")
                .containsEntry("version", "1.0.1");
        assertThat(door.apply("look", jar.toString())).containsEntry("state", "active");
        assertThat(status("copying.jar").state()).isEqualTo(PluginStatus.NOT_TAKEN);
        exporter("1.0.2").write(jar);
        assertThat(door.apply("look", jar.toString()))
                .containsEntry("state", "active")
                .containsEntry("version", "1.0.2");
        Files.delete(jar);
        assertThat(door.apply("look", jar.toString())).isEmpty();
        assertThat(news).anyMatch(line -> line.contains("taken out"));
        assertThat(door.apply("start", jar.toString())).isEmpty();
        Files.writeString(own.resolve("garbage"), "garbage");
        assertThat(door.apply("check", own.resolve("garbage").toString()).get("problem"))
                .contains("not a jar archive");
    }

    @Test
    void aStoppedBundleStaysStoppedUntilItIsStartedOrUpdated() throws Exception {
        start();
        PluginDoor door = new PluginDoor(plugins, news::add);
        Path jar = own.resolve("good.jar");
        exporter("1.0.0").write(jar);
        door.apply("look", jar.toString());
        assertThat(door.apply("stop", jar.toString()))
                .containsEntry("state", "resolved")
                .containsEntry("problem", "it was stopped");
        plugins.update(news::add);
        plugins.update(news::add);
        assertThat(status("good.jar").state()).isEqualTo("resolved");
        assertThat(door.apply("start", jar.toString())).containsEntry("state", "active");
        door.apply("stop", jar.toString());
        exporter("1.0.1").write(jar);
        assertThat(door.apply("look", jar.toString())).containsEntry("state", "active");
    }

    @Test
    void aSecondStartOverTheSameStorageSaysTheSame() throws Exception {
        importer("2.0.0").write(delivered.resolve("lacks.jar"));
        start();
        String first = status("lacks.jar").line();
        framework.stop();
        framework.waitForStop(10_000);
        framework.init();
        start();
        assertThat(status("lacks.jar").line()).isEqualTo(first).contains("the package a.offer, version 2.0.0 or later");
    }

    @Test
    void aWrongExecutionEnvironmentIsNamed() throws Exception {
        TestJar.bundle("a.late", "1")
                .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")
                .write(own.resolve("late.jar"));
        start();
        assertThat(status("late.jar").problem())
                .startsWith("it needs the execution environment JavaSE 99; this is Java ");
    }

    @Test
    void aFragmentWithoutItsHostNamesIt() throws Exception {
        TestJar.bundle("a.fragment", "1").header("Fragment-Host", "a.host").write(own.resolve("fragment.jar"));
        start();
        assertThat(status("fragment.jar").problem()).contains("the bundle a.host");
    }

    @Test
    void aBundleWhoseProviderIsUnresolvedNamesTheProvider() throws Exception {
        exporter("2.0.0").header("Import-Package", "b.missing").write(own.resolve("provider.jar"));
        importer("2.0.0").write(own.resolve("user.jar"));
        start();
        assertThat(status("provider.jar").problem()).contains("b.missing");
        assertThat(status("user.jar").problem()).contains("a.exporter, which cannot be resolved either");
    }

    @Test
    void anActivatorThatIsNotThereIsNamed() throws Exception {
        TestJar.bundle("a.activated", "1")
                .header("Bundle-Activator", "a.Missing")
                .write(own.resolve("activated.jar"));
        start();
        assertThat(status("activated.jar").problem()).contains("a.Missing");
    }

    @Test
    void aBundleThatOffersNothingIsTold() throws Exception {
        TestJar.bundle("a.idle", "1").write(own.resolve("idle.jar"));
        start();
        assertThat(status("idle.jar").state()).isEqualTo("active");
        assertThat(status("idle.jar").problem()).contains("offers nothing");
    }

    @Test
    void ofTwoWithOneNameAndVersionTheUsersOwnIsTaken() throws Exception {
        exporter("1.0.0").write(own.resolve("mine.jar"));
        exporter("1.0.0").write(delivered.resolve("theirs.jar"));
        start();
        assertThat(status("mine.jar").isFine()).isTrue();
        assertThat(status("theirs.jar").problem())
                .isEqualTo("the bundle a.exporter 1.0.0 is there already, from mine.jar");
        Files.delete(own.resolve("mine.jar"));
        look();
        assertThat(status("theirs.jar").isFine())
                .as("once the other one has gone")
                .isTrue();
    }

    @Test
    void aUsersOwnTakesThePlaceOfTheDeliveredOneInARunningFramework() throws Exception {
        exporter("1.0.0").write(delivered.resolve("theirs.jar"));
        start();
        exporter("1.0.0").entry("a/offer/mine", (byte) 2).write(own.resolve("mine.jar"));
        look();
        assertThat(status("mine.jar").isFine()).as(news.toString()).isTrue();
        assertThat(status("theirs.jar").problem()).contains("is there already, from mine.jar");
    }

    @Test
    void whatIsDroppedIsToldAndWhatItLackedMayComeLater() throws Exception {
        start();
        importer("2.0.0").write(own.resolve("user.jar"));
        look();
        assertThat(news).hasSize(1);
        assertThat(news.get(0)).contains("user.jar", "the package a.offer, version 2.0.0 or later");
        exporter("2.1.0").write(own.resolve("provider.jar"));
        look();
        assertThat(news)
                .anyMatch(line -> line.startsWith("plugin provider.jar (a.exporter 2.1.0) is active"))
                .anyMatch(line -> line.startsWith("plugin user.jar (a.importer 1.0.0) is active"));
        news.clear();
        look();
        assertThat(news).as("no news").isEmpty();
        Files.delete(own.resolve("provider.jar"));
        look();
        assertThat(news).anyMatch(line -> line.contains("provider.jar (a.exporter) was taken out"));
    }

    @Test
    void aJarIsOnlyLookedAtOnceItStaysAsItIs() throws Exception {
        start();
        byte[] whole = exporter("1.0.0").bytes();
        Path jar = own.resolve("slow.jar");
        Files.write(jar, java.util.Arrays.copyOf(whole, 50));
        plugins.update(news::add);
        Files.write(jar, whole);
        plugins.update(news::add);
        assertThat(news).as("it has just changed").isEmpty();
        plugins.update(news::add);
        assertThat(news).singleElement().asString().contains("is active");
    }

    @Test
    void aWorseJarDoesNotTakeThePlaceOfAGoodOne() throws Exception {
        exporter("1.0.0").write(own.resolve("good.jar"));
        start();
        Files.writeString(own.resolve("good.jar"), "half a jar");
        look();
        assertThat(news)
                .singleElement()
                .asString()
                .contains("was not taken", "the one before, a.exporter 1.0.0, stays");
        assertThat(framework.getBundleContext().getBundles())
                .anyMatch(bundle -> "a.exporter".equals(bundle.getSymbolicName()));
        news.clear();
        exporter("1.1.0").write(own.resolve("good.jar"));
        look();
        assertThat(news).singleElement().asString().contains("a.exporter 1.1.0", "is active");
    }

    @Test
    void anotherJarOfTheSameSizeAndTimeIsAnotherJar() throws Exception {
        FileTime time = FileTime.fromMillis(1_600_000_000_000L);
        Path jar = exporter("1.0.0").write(own.resolve("good.jar"));
        long size = Files.size(jar) + 100;
        exporter("1.0.0").paddedTo(size).write(jar);
        Files.setLastModifiedTime(jar, time);
        start();
        framework.stop();
        framework.waitForStop(10_000);
        exporter("2.0.0").paddedTo(size).write(jar);
        Files.setLastModifiedTime(jar, time);
        assertThat(Files.size(jar)).isEqualTo(size);
        framework.init();
        start();
        assertThat(status("good.jar").version()).isEqualTo("2.0.0");
    }

    private static TestJar exporter(String version) {
        return TestJar.bundle("a.exporter", version)
                .header("Export-Package", OFFER + ";version=\"" + version + "\"")
                .entry("a/offer/x", (byte) 1);
    }

    private static TestJar importer(String range) {
        return TestJar.bundle("a.importer", "1.0.0")
                .header("Import-Package", OFFER + ";version=\"" + range + "\"")
                .header("Export-Package", "a.more")
                .entry("a/more/x", "y".getBytes(StandardCharsets.UTF_8));
    }

    private void start() throws Exception {
        plugins = new Plugins(
                framework.getBundleContext(), List.of(own, delivered), new PluginStamps(folder.resolve("stamps")));
        plugins.install();
        framework.start();
        plugins.start();
    }

    /** Twice: what comes must look the same two times. */
    private void look() throws IOException {
        plugins.update(news::add);
        plugins.update(news::add);
    }

    private PluginStatus status(String name) {
        return plugins.list().stream()
                .filter(status -> status.jar().endsWith(name))
                .findFirst()
                .orElseThrow();
    }
}
