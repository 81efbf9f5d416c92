package io.pokeai.itest.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** A running browser. It keeps nothing from one page to the next one. */
final class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target/browser");

    private final ChromeDriver driver;
    private final Path home;
    private final String first;

    private Browser(ChromeDriver driver, Path home) {
        this.driver = driver;
        this.home = home;
        this.first = driver.getWindowHandle();
    }

    static Browser start(Chromium chromium) {
        try {
            Path home = Files.createTempDirectory("browser-");
            return new Browser(chromium.start(home), home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a tab that knows no token and no theme, and closes those that other tests have left. */
    Page newPage(String origin) {
        Set<String> others = new HashSet<>(driver.getWindowHandles());
        others.remove(first);
        for (String other : others) {
            driver.switchTo().window(other).close();
        }
        driver.switchTo().window(first);
        driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
        Page page = besides(origin);
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
        return page;
    }

    /** Opens one more tab. */
    Page besides(String origin) {
        driver.switchTo().newWindow(WindowType.TAB);
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", Script.WATCH));
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior",
                Map.of("behavior", "allow", "downloadPath", downloads().toString()));
        Page page = new Page(driver, origin);
        page.allowClipboard();
        page.look(Look.LAPTOP);
        return page;
    }

    /** Where files come that pages give to their users. */
    Path downloads() {
        try {
            return Files.createDirectories(home.resolve("downloads"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the page of a failed test looked like: {@code target/browser/NAME.png}. */
    void keepPicture(Page page, String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(
                    PICTURES.resolve(name + ".png"),
                    page.driver().getScreenshotAs(org.openqa.selenium.OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // The browser's processes may still be going; what they leave lies in the build's folder for temporary
            // files.
        }
    }
}
