package io.pokeai.itest.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The Chromium of this machine and its driver. They are looked for on the path; {@code -Dpokeai.chromium=FILE} and
 * {@code -Dpokeai.chromedriver=FILE} name others. Nothing is ever downloaded.
 */
record Chromium(Path browser, Path driver) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** It warns of every Chromium that is younger than itself. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final List<String> OPTIONS = List.of(
            "--headless=new",
            // Root has no sandbox; the pages are ours.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-extensions",
            "--disable-sync",
            // Two users look at the same time, and tests at what they see.
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            "--force-prefers-reduced-motion",
            "--hide-scrollbars",
            "--lang=en-GB",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            // Whoever wants another machine does not get it.
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1");

    static Optional<Chromium> find() {
        Optional<Path> browser = program("pokeai.chromium", "chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = program("pokeai.chromedriver", "chromedriver");
        return browser.flatMap(found -> driver.map(its -> new Chromium(found, its)));
    }

    private static Optional<Path> program(String property, String... names) {
        String named = System.getProperty(property, "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts a browser that knows nothing yet.
     *
     * @param home for all that it writes
     */
    ChromeDriver start(Path home) throws IOException {
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(OPTIONS);
        options.addArguments("--user-data-dir=" + Files.createDirectories(home.resolve("profile")));
        options.setExperimentalOption("perfLoggingPrefs", Map.of("enableNetwork", true, "enablePage", false));
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .withTimeout(PATIENCE)
                .withLogFile(home.resolve("chromedriver.log").toFile())
                .build();
        ChromeDriver started = new ChromeDriver(service, options);
        started.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
        return started;
    }
}
