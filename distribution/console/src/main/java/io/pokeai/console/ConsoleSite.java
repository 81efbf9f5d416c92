package io.pokeai.console;

import io.pokeai.service.spi.Site;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * The files of the console, below {@code /console}: those of this bundle, or of the folder that the system property {@value #FILES} names,
 * which is for those who write them.
 *
 * <p><b>Threads</b> safe.
 */
@Component(service = Site.class)
public final class ConsoleSite implements Site {
    /** A folder whose files are taken before those of the bundle, and read anew for each request. */
    static final String FILES = "pokeai.console.files";

    private final Optional<Path> folder;

    /** For Declarative Services. */
    public ConsoleSite() {
        this(System.getProperty(FILES));
    }

    ConsoleSite(@Nullable String folder) {
        this.folder = Optional.ofNullable(folder).map(Path::of);
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public Optional<InputStream> open(String path) throws IOException {
        Optional<Path> edited = folder.map(root -> root.resolve(path)).filter(Files::isRegularFile);
        if (edited.isPresent()) {
            return Optional.of(Files.newInputStream(edited.get()));
        }
        return Optional.ofNullable(ConsoleSite.class.getResourceAsStream("/console/" + path));
    }

    @Override
    public boolean isFixed() {
        return folder.isEmpty();
    }
}
