package io.pokeai.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** What holds for every page of the console at the end of every test, whatever the test was about. */
final class Rules {
    private static final Pattern REQUESTED = Pattern.compile(
            "\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"(https?|wss?)://([^/\"]*)");

    private Rules() {}

    static void check(Page page) {
        List<String> console = console(page);
        List<String> requests = foreignRequests(page);
        if (!page.isWithinRules()) {
            return;
        }
        assertThat(console).as("lines of the browser's console").isEmpty();
        assertThat(requests).as("requests to other origins").isEmpty();
        assertThat(page.run("return window.__watch.violations"))
                .as("violations of the CSP")
                .isEqualTo(List.of());
        assertThat(page.run("return window.__watch.errors"))
                .as("errors of scripts")
                .isEqualTo(List.of());
        assertThat(page.run("return window.__xss ?? null"))
                .as("a script from outside ran")
                .isNull();
        assertThat(page.number("document.documentElement.scrollWidth"))
                .as("width of the page, which does not scroll sideways")
                .isLessThanOrEqualTo(page.number("window.innerWidth"));
        assertThat(Axe.violations(page)).as("axe-core").isEmpty();
    }

    private static List<String> console(Page page) {
        return entries(page, LogType.BROWSER).stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(line -> page.expected().stream().noneMatch(line::contains))
                .toList();
    }

    private static List<String> foreignRequests(Page page) {
        String own = page.origin().replaceFirst("^https?://", "");
        return entries(page, LogType.PERFORMANCE).stream()
                .map(entry -> REQUESTED.matcher(entry.getMessage()))
                .filter(Matcher::find)
                .map(found -> found.group(2))
                .filter(host -> !host.equals(own))
                .distinct()
                .toList();
    }

    private static List<LogEntry> entries(Page page, String type) {
        return StreamSupport.stream(page.driver().manage().logs().get(type).spliterator(), false)
                .toList();
    }
}
