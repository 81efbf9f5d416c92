package io.pokeai.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pokeai.itest.ServedSite;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The view "Try" as people use it. */
@ExtendWith(BrowserExtension.class)
class ConsoleTryIT {
    static final Color COLOUR = new Color(200, 60, 40);
    static final Color OTHER = new Color(20, 90, 220);

    private static String truth(Color colour) {
        return ServedSite.answer(ServedSite.FIRST, colour);
    }

    @Task
    void picturesThatAreChosenAreAnsweredOneAfterTheOther(Setting setting, Page page, ServedSite site)
            throws Exception {
        TryPage view = TryPage.open(page.as(setting), "?model=first");
        view.pick(site.picture("one.png", COLOUR), site.picture("two.png", OTHER));
        view.awaitBest("first", truth(COLOUR));
        page.hands().press(page.the("radio", "2 of 2: two.png"));
        view.awaitBest("first", truth(OTHER));
        page.hands().press(page.the("button", "Remove"));
        view.awaitBest("first", truth(COLOUR));
        page.hands().press(page.the("button", "Remove"));
        page.shows("No picture yet");
    }

    @Task
    void picturesThatAreDroppedAreAnswered(Setting setting, Page page, ServedSite site) throws Exception {
        TryPage view = TryPage.open(page.as(setting), "?model=first");
        page.shows("first");
        view.drop(site.picture("dropped.png", COLOUR), site.picture("other.png", OTHER));
        view.awaitBest("first", truth(COLOUR));
        page.the("radio", "2 of 2: other.png");
    }

    @Task
    void aPictureThatIsPastedIsAnswered(Setting setting, Page page, ServedSite site) throws Exception {
        TryPage view = TryPage.open(page.as(setting), "?model=first");
        page.hands().press(page.the("link", "Try"));
        view.paste(Files.readAllBytes(site.picture("pasted.png", OTHER)));
        view.awaitBest("first", truth(OTHER));
    }

    @Task
    void aPictureOfTheCameraIsAnswered(Setting setting, Page page) {
        TryPage view = TryPage.open(page.as(setting), "?model=first");
        page.hands().press(page.the("button", "Camera"));
        page.until(
                "the camera gives pictures",
                () -> page.the("button", "Take the picture").isEnabled());
        page.hands().press(page.the("button", "Take the picture"));
        assertThat(view.best("first")).startsWith("kind");
        page.shows("photo-1.jpg");
    }

    @Task
    void whoeverHasNoPictureDrawsOne(Setting setting, Page page) {
        TryPage view = TryPage.open(page.as(setting), "?model=first");
        page.hands().press(page.the("button", "Draw one"));
        assertThat(view.best("first")).startsWith("kind");
        page.shows("first says kind");
    }

    @Task
    void whatIsNoPictureStaysOutAndSaysSo(Setting setting, Page page, ServedSite site) throws Exception {
        TryPage view = TryPage.open(page.as(setting), "?model=first");
        Path text = Files.writeString(site.work().resolve("notes.png"), "These are notes.");
        view.pick(text, site.picture("one.png", COLOUR));
        view.awaitBest("first", truth(COLOUR));
        page.shows("notes.png");
        page.hands().press(page.the("button", "Close the message"));
        page.hides("notes.png");
    }

    @Task
    void modelsAnswerSideBySide(Setting setting, Page page, ServedSite site) throws Exception {
        TryPage view = TryPage.open(page.as(setting), "?model=first");
        view.pick(site.picture("one.png", COLOUR));
        page.hands().press(page.the("checkbox", "second"));
        page.hands().press(page.the("checkbox", "folds"));
        view.awaitBest("first", truth(COLOUR));
        String second = ServedSite.answer(ServedSite.FIRST + 1, COLOUR);
        view.awaitBest("second", second);
        assertThat(view.card("folds").getText()).containsPattern("\\d of 3 folds say kind\\d");
        page.shows("They disagree");
        page.hands().press(page.css("article details.folds summary").get(0));
        page.shows("Disagreement: standard deviation");
        page.hands().press(page.the("checkbox", "folds"));
        page.until("two cards are left", () -> page.css("article").size() == 2);
    }

    @Task
    void theShownAnswerIsThatOfTheShownSeverity(Setting setting, Page page, ServedSite site) throws Exception {
        Path picture = site.picture("one.png", COLOUR);
        TryPage view = TryPage.open(page.as(setting), "?model=first&with=fog:1");
        view.pick(picture);
        for (int severity : List.of(5, 2, 4)) {
            page.hands().slide(page.the("slider", "Severity of fog"), severity);
            String expected = expected(site, picture, "fog:" + severity);
            page.until(
                    "the answer under fog:" + severity, () -> view.best("first").equals(expected));
            assertThat(view.card("first").findElement(By.tagName("canvas")).getAccessibleName())
                    .isEqualTo("What first saw under fog:" + severity + ": 64 × 64 pixels");
        }
        page.until("a link remembers it", () -> page.is("location.hash.includes('fog%3A4')"));
    }

    /** What the service says to whoever asks it without a page, as the page writes it. */
    private static String expected(ServedSite site, Path picture, String with) throws Exception {
        String url = site.operators() + "/v1/models/first/classify?top=1&with=" + with;
        Map<?, ?> answer = ServedSite.json(site.shell("curl -sS --data-binary @" + picture + " '" + url + "'"));
        Map<?, ?> best = (Map<?, ?>) ((List<?>) answer.get("top")).get(0);
        return String.format(
                Locale.ROOT, "%s %.1f %%", best.get("label"), 100 * ((Number) best.get("probability")).doubleValue());
    }

    @Task
    void aCorruptionIsFoundAndFollowedByAnother(Setting setting, Page page, ServedSite site) throws Exception {
        Path picture = site.picture("one.png", COLOUR);
        TryPage view = TryPage.open(page.as(setting), "?model=first");
        view.pick(picture);
        view.awaitBest("first", truth(COLOUR));
        if (!page.is("document.querySelector('details.corruption').open")) {
            page.hands().press(page.css("details.corruption summary").get(0));
        }
        page.hands().write(page.the("field", "Search corruptions"), "bright");
        page.hands().press(page.the("radio", "brightness"));
        page.hands().press(page.the("button", "And another one after it"));
        page.hands().choose(page.the("choice", "After it"), "contrast");
        page.hands().slide(page.the("slider", "Severity of contrast"), 4);
        String expected = expected(site, picture, "brightness:3%2Bcontrast:4");
        page.until("the answer under both", () -> view.best("first").equals(expected));
        page.hands().press(page.the("button", "Without the second corruption"));
        String alone = expected(site, picture, "brightness:3");
        page.until("the answer under one", () -> view.best("first").equals(alone));
    }

    @Task
    void whereAnAnswerBreaksIsShownAndSaid(Setting setting, Page page, ServedSite site) throws Exception {
        Path picture = site.picture("one.png", COLOUR);
        TryPage view = TryPage.open(page.as(setting), "?model=first&with=fog:0");
        view.pick(picture);
        view.awaitBest("first", truth(COLOUR));
        page.hands().press(page.the("button", "Show every severity"));
        WebElement row = page.the("region", "Severities of first");
        page.until("six answers", () -> {
            return row.getText().chars().filter(sign -> sign == '%').count() > 6;
        });
        int breaks = 0;
        for (int severity = 5; severity > 0; severity--) {
            breaks = expected(site, picture, "fog:" + severity).startsWith(truth(COLOUR)) ? breaks : severity;
        }
        assertThat(row.findElement(By.className("verdict")).getText())
                .contains(breaks == 0 ? "holds" : "severity " + breaks);
        page.hands().press(row.findElements(By.tagName("button")).get(2));
        page.until(
                "the slider is there, too",
                () -> page.number("Number(arguments[0].value)", page.the("slider", "Severity of fog")) == 2);
    }

    @Task
    void whatIsCopiedAsCurlAnswersTheSame(Setting setting, Page page, ServedSite site) throws Exception {
        TryPage view = TryPage.open(page.as(setting), "?model=first&with=fog:3");
        view.pick(site.picture("a picture's.png", COLOUR));
        String label = view.label("first");
        assertThat(site.shell("cd pictures && " + view.copy("curl"))).contains("\"label\":\"" + label + "\"");
    }

    @Test
    void whatIsCopiedAsPythonAndAsJavaAnswersTheSame(Page page, ServedSite site) throws Exception {
        TryPage view = TryPage.open(page, "?model=first&with=fog:3");
        view.pick(site.picture("a picture's \"own\".png", COLOUR));
        String label = view.label("first");
        Files.writeString(site.work().resolve("pictures/Try.java"), view.copy("Java"));
        assertThat(site.shell(
                        "cd pictures && \"$JAVA\" Try.java", "JAVA", System.getProperty("java.home") + "/bin/java"))
                .contains("\"label\":\"" + label + "\"");
        Files.writeString(site.work().resolve("pictures/try.py"), view.copy("Python"));
        assumeTrue(
                site.shell("command -v python3 || true").contains("python3"),
                "there is no python3 to run the copy with");
        assertThat(site.shell("cd pictures && python3 try.py")).startsWith(label + ": ");
    }

    @Test
    void allCorruptionsAreTriedAndOneOfThemIsChosen(Page page, ServedSite site) throws Exception {
        Path picture = site.picture("one.png", COLOUR);
        TryPage view = TryPage.open(page, "?model=first");
        view.pick(picture);
        view.awaitBest("first", truth(COLOUR));
        page.hands().choose(page.the("choice", "Suite"), "pokeai");
        page.hands().press(page.the("button", "Try all corruptions"));
        WebElement table = page.the("region", "Answers under all corruptions");
        page.until(
                "five are through",
                () -> page.is("document.querySelector('.survey progress').value === 5"
                        + " && !!document.querySelector('.survey tbody tr')"));
        assertThat(table.findElements(By.cssSelector("tbody tr"))).hasSize(5);
        assertThat(table.getText()).contains("occlusions", "white noise");
    }

    @Test
    void aLinkRestoresWhatWasChosen(Page page, ServedSite site) throws Exception {
        TryPage view = TryPage.open(page, "?model=first&model=second&with=fog:3");
        assertThat(page.the("checkbox", "second").isSelected()).isTrue();
        assertThat(page.number("Number(arguments[0].value)", page.the("slider", "Severity of fog")))
                .isEqualTo(3);
        view.drop(site.picture("one.png", COLOUR));
        assertThat(view.best("second")).isNotEmpty();
        page.reload();
        assertThat(page.the("checkbox", "second").isSelected()).isTrue();
    }

    @Test
    void callersTryAsOperatorsDo(Page page, ServedSite site) throws Exception {
        TryPage view = TryPage.open(page.at(site.callers()), "?model=first");
        view.drop(site.picture("one.png", COLOUR));
        view.awaitBest("first", truth(COLOUR));
    }
}
