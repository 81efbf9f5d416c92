package io.pokeai.aug.corruptions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.Perturbation;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code META-INF/services} is the one list of corruptions and sequences: it is complete, and so are the pages that follow it. */
class RegistrationTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "../..");
    private static final Path DOCS = ROOT.resolve("docs/corruptions.md");
    private static final Path README = ROOT.resolve("README.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z_0-9]+)` \\|.*");

    private final List<AugmentationInfo> corruptions = ServiceLoader.load(Augmentation.class).stream()
            .map(provider -> provider.get().info())
            .toList();
    private final List<AugmentationInfo> sequences = ServiceLoader.load(Perturbation.class).stream()
            .map(provider -> provider.get().info())
            .toList();

    @Test
    void everyCorruptionOfTheModuleIsRegistered() throws Exception {
        assertThat(registered(Augmentation.class)).isEqualTo(written(Augmentation.class));
        assertThat(registered(Perturbation.class)).isEqualTo(written(Perturbation.class));
    }

    /** Two of one number would draw the same random numbers. */
    @Test
    void namesAndNumbersAreUnique() {
        List<AugmentationInfo> all =
                Stream.of(corruptions, sequences).flatMap(List::stream).toList();
        assertThat(all).extracting(AugmentationInfo::name).doesNotHaveDuplicates();
        assertThat(all).extracting(AugmentationInfo::id).doesNotHaveDuplicates();
    }

    @Test
    void thePageHasARowForEach() throws IOException {
        Set<String> rows = Files.readAllLines(DOCS).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows)
                .isEqualTo(Stream.of(corruptions, sequences)
                        .flatMap(List::stream)
                        .map(AugmentationInfo::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void pagesThatCountThemCountRight() throws IOException {
        assertThat(Files.readString(DOCS))
                .contains(String.format(Locale.ROOT, "computes %d corruptions", corruptions.size()));
        assertThat(Files.readString(README))
                .contains(String.format(Locale.ROOT, "| corruptions | %d, from", corruptions.size()));
    }

    private static <S> Set<String> registered(Class<S> type) {
        return ServiceLoader.load(type).stream()
                .map(provider -> provider.type().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The classes of the module that could be registered; {@code internal.osgi} only guards those of others. */
    private static Set<String> written(Class<?> type) throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(Corruption.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> names;
        try (Stream<Path> files = Files.walk(classes)) {
            names = files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replace('/', '.').substring(0, name.length() - ".class".length()))
                    .filter(name -> name.startsWith("io.pokeai.aug.corruptions.") && !name.contains(".internal.osgi."))
                    .toList();
        }
        Set<String> written = new TreeSet<>();
        for (String name : names) {
            Class<?> candidate = Class.forName(name, false, RegistrationTest.class.getClassLoader());
            if (type.isAssignableFrom(candidate) && !Modifier.isAbstract(candidate.getModifiers())) {
                written.add(name);
            }
        }
        return written;
    }
}
