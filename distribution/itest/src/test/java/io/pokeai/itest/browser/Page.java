package io.pokeai.itest.browser;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * One page of the console in a tab, with its controls by the names that people hear.
 *
 * <p><b>Waits</b> for everything that it is asked for, and not for ever: {@code -Dpokeai.itest.patience=SECONDS}.
 */
final class Page {
    static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("pokeai.itest.patience", 60));
    private static final long PAUSE_MILLIS = 20;

    /** Of the page, in messages of failed tests. */
    private static final int MOST_LINES = 40;

    private final ChromeDriver driver;
    private String origin;
    private final List<String> expected = new ArrayList<>();
    private boolean withinRules = true;
    private Setting setting = Setting.USUAL;
    private String tab;

    Page(ChromeDriver driver, String origin) {
        this.driver = driver;
        this.origin = origin;
        this.tab = driver.getWindowHandle();
    }

    ChromeDriver driver() {
        return driver;
    }

    String origin() {
        return origin;
    }

    String tab() {
        return tab;
    }

    Setting setting() {
        return setting;
    }

    /** Works from now on as a setting says. */
    Page as(Setting wanted) {
        setting = wanted;
        look(wanted.look());
        return this;
    }

    /** Shows the page in other colours or at another width. */
    void look(Look look) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("width", look.width());
        metrics.put("height", look.height());
        metrics.put("deviceScaleFactor", 1);
        metrics.put("mobile", look.isPhone());
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
        theme(look.theme());
    }

    void theme(Look.Theme theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", theme.css()),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Goes to another port from now on. */
    Page at(String other) {
        origin = other;
        allowClipboard();
        return this;
    }

    /** Whoever copies something wants to paste it. */
    void allowClipboard() {
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("origin", origin, "permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    }

    /** Opens the console at what is behind {@code #}, such as {@code #/models}. */
    Page open(String hash) {
        if (String.valueOf(driver.getCurrentUrl()).startsWith(origin + "/console/")) {
            run("window.location.hash = arguments[0]", hash);
        } else {
            driver.get(origin + "/console/" + hash);
        }
        until("the page has a heading", () -> !all("heading", null, false).isEmpty());
        return this;
    }

    /** Loads the page again. */
    void reload() {
        driver.navigate().refresh();
        until("the page has a heading", () -> !all("heading", null, false).isEmpty());
    }

    /** Says that a line of the browser's console is right in this test, such as that of a request that is refused. */
    Page expecting(String part) {
        expected.add(part);
        return this;
    }

    List<String> expected() {
        return expected;
    }

    /** Says that the page of this test is not one of the console, or is broken on purpose. */
    void leaveRules() {
        withinRules = false;
    }

    boolean isWithinRules() {
        return withinRules;
    }

    Hands hands() {
        return setting.byKeyboard() ? new Keyboard(this) : new Mouse(this);
    }

    /** The control of a role and a name; waits until it is there. */
    WebElement the(String role, String name) {
        return one(role, name, false);
    }

    /** The same with a name that begins so. */
    WebElement beginning(String role, String name) {
        return one(role, name, true);
    }

    private WebElement one(String role, String name, boolean begins) {
        List<WebElement> found = new ArrayList<>();
        until(role + " '" + name + "'", () -> {
            found.clear();
            found.addAll(all(role, name, begins));
            return !found.isEmpty();
        });
        return found.get(0);
    }

    /** All that have a role and a name now. */
    List<WebElement> all(String role, @org.jspecify.annotations.Nullable String name, boolean begins) {
        return elements(run(Script.FIND, role, name, begins));
    }

    boolean has(String role, String name) {
        return !all(role, name, false).isEmpty();
    }

    /** Elements that a CSS selector finds, for what has no name. */
    List<WebElement> css(String selector) {
        return elements(run("return [...document.querySelectorAll(arguments[0])]", selector));
    }

    @SuppressWarnings("unchecked") // what the script answers
    private static List<WebElement> elements(@org.jspecify.annotations.Nullable Object answer) {
        return Optional.ofNullable((List<WebElement>) answer).orElse(List.of());
    }

    /** The text that can be seen. */
    String text() {
        return String.valueOf(run("return document.body.innerText"));
    }

    /** Waits until a text can be seen. */
    void shows(String text) {
        until("the page shows '" + text + "'", () -> text().contains(text));
    }

    /** Waits until a text can no longer be seen. */
    void hides(String text) {
        until("the page does not show '" + text + "'", () -> !text().contains(text));
    }

    @org.jspecify.annotations.Nullable
    Object run(String script, @org.jspecify.annotations.Nullable Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs a script that waits itself. */
    @org.jspecify.annotations.Nullable
    Object runAsync(String script, Object... arguments) {
        return driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1]; (async () => {" + script
                        + "}).apply(null, arguments).then(done, (e) => done('FAILED ' + e));",
                arguments);
    }

    boolean is(String script, Object... arguments) {
        return Boolean.TRUE.equals(run("return !!(" + script + ")", arguments));
    }

    double number(String script, Object... arguments) {
        Object answer = run("return (" + script + ")", arguments);
        return answer instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Waits until something is so. */
    void until(String what, Supplier<Boolean> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (condition.get()) {
                    return;
                }
            } catch (StaleElementReferenceException e) {
                // It was drawn anew in between.
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what + "\n--- the page\n"
                        + text().lines()
                                .filter(line -> !line.isBlank())
                                .limit(MOST_LINES)
                                .collect(Collectors.joining("\n")));
            }
            pause();
        }
    }

    /** Does something with a control that may be drawn anew while it is reached. */
    void again(Runnable action) {
        until("the control is there and stays", () -> {
            action.run();
            return true;
        });
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Whether the focus is on something that people can use. */
    boolean hasFocus() {
        return is("document.activeElement && document.activeElement !== document.body"
                + " && document.activeElement !== document.documentElement");
    }

    /** Makes this the tab that commands go to. */
    Page look() {
        driver.switchTo().window(tab);
        return this;
    }
}
