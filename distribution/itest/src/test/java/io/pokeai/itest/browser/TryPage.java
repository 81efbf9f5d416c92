package io.pokeai.itest.browser;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The view "Try" by the names of its controls. */
record TryPage(Page page) {
    static TryPage open(Page page, String query) {
        page.open("#/try" + query);
        page.the("heading", "Try");
        return new TryPage(page);
    }

    /** Chooses files as people do in the picker, which belongs to the system: the test says what was chosen there. */
    void pick(Path... files) {
        WebElement input = page.the("file", "Picture files");
        page.run(
                "arguments[0].addEventListener('click', (e) => { e.preventDefault(); window.__picks = true; }, {once: true})",
                input);
        page.hands().press(page.the("button", "Choose pictures"));
        page.until("the picker of files opens", () -> page.is("window.__picks"));
        input.sendKeys(Stream.of(files).map(Path::toString).collect(Collectors.joining("\n")));
    }

    /** Drops files somewhere on the page, as a file manager does. */
    void drop(Path... files) {
        Map<String, Object> data = Map.of(
                "items",
                List.of(),
                "files",
                Arrays.stream(files).map(Path::toString).toList(),
                "dragOperationsMask",
                1);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            page.driver()
                    .executeCdpCommand(
                            "Input.dispatchDragEvent", Map.of("type", type, "x", 200, "y", 300, "data", data));
        }
    }

    /** Copies a picture elsewhere, and pastes it here. */
    void paste(byte[] png) {
        Object copied = page.runAsync("""
                const bytes = Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0));
                await navigator.clipboard.write([new ClipboardItem({'image/png': new Blob([bytes], {type: 'image/png'})})]);
                return 'copied';
                """, java.util.Base64.getEncoder().encodeToString(png));
        if (!"copied".equals(copied)) {
            throw new AssertionError(String.valueOf(copied));
        }
        new Keyboard(page).chord(Keys.CONTROL, "v");
    }

    /** The card of a model that answers what is wanted now. */
    WebElement card(String called) {
        page.until("an answer of " + called + " to what is wanted", () -> page.is("""
                        [...document.querySelectorAll('article')].find((one) => one.ariaLabel === arguments[0])
                          ?.querySelector('.said:not(.stale)[aria-busy=false] .ranking:not([aria-hidden])')
                        """, says(called)));
        return page.the("region", says(called));
    }

    private static String says(String called) {
        return "What " + called + " says";
    }

    /** The best class of a model that answers what is wanted now, with its probability as the page shows it. */
    String best(String called) {
        return String.valueOf(page.run("""
                const first = arguments[0].querySelector('.ranking li');
                return `${first.querySelector('.name').textContent} ${first.querySelector('.number').textContent}`;
                """, card(called)));
    }

    /** The best class alone, which has no space in its name. */
    String label(String called) {
        String best = best(called);
        return best.substring(0, best.indexOf(' '));
    }

    void awaitBest(String called, String label) {
        page.until(called + " says " + label, () -> best(called).startsWith(label + " "));
    }

    /** Copies the question as it is for a language; what lies on the clipboard then. */
    String copy(String language) {
        page.runAsync("await navigator.clipboard.writeText('')");
        if (!page.is("document.querySelector('details.copy').open")) {
            page.hands().press(page.the("button", "Copy as"));
        }
        page.hands().press(page.the("radio", language));
        page.hands().press(page.the("button", "Copy"));
        String[] copied = {""};
        page.until("something was copied", () -> {
            copied[0] = String.valueOf(page.runAsync("return navigator.clipboard.readText()"));
            return !copied[0].isBlank();
        });
        return copied[0];
    }
}
