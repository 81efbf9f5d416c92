package io.pokeai.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.itest.ServedSite;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service that wants tokens, and one that is killed while people look at it. */
@ExtendWith(BrowserExtension.class)
class ConsoleTokensIT {
    private static final String OPERATOR = "token-of-an-operator";
    private static final String CALLER = "token-of-a-caller";
    private static final String REFUSED = "the server responded with a status of 40";

    private static ServedSite site;

    @BeforeAll
    static void start() throws Exception {
        Path folder = Files.createTempDirectory("tokens-");
        Path callers = Files.writeString(folder.resolve("callers.token"), CALLER + "\n");
        Path operators = Files.writeString(folder.resolve("operators.token"), OPERATOR + "\n");
        site = ServedSite.start(
                "tokens", "--token-file", callers.toString(), "--admin-token-file", operators.toString());
    }

    @AfterAll
    static void end() {
        if (site != null) {
            site.close();
        }
    }

    private static void give(Page page, String token) {
        page.hands().write(page.beginning("field", "Token of"), token);
        page.hands().leaveBy(page.the("button", "Use it"));
    }

    @Task
    void whoeverHasNoTokenIsAskedForIt(Setting setting, Page page) {
        page.as(setting).expecting(REFUSED).at(site.operators()).open("#/models");
        page.the("dialog", "Token");
        give(page, "no-such-token");
        page.the("dialog", "Token");
        give(page, CALLER);
        page.the("dialog", "Token");
        give(page, OPERATOR);
        page.the("link", "first");
        assertThat(page.is("(document.cookie + location.href + JSON.stringify({...localStorage}))"
                        + ".includes('token-of')"))
                .isFalse();
    }

    @Test
    void theTokenOfTheOtherPortIsRefused(Page page) {
        page.expecting(REFUSED).at(site.callers()).open("#/try");
        page.the("dialog", "Token");
        give(page, OPERATOR);
        page.the("dialog", "Token");
        give(page, CALLER);
        page.the("checkbox", "first");
    }

    @Test
    void aTokenThatIsChangedWhileThePageIsOpenIsAskedForAnew(Page page) throws Exception {
        page.expecting(REFUSED).at(site.operators()).open("#/models");
        give(page, OPERATOR);
        page.the("link", "first");
        page.run("sessionStorage['pokeai.token'] = 'token-of-yesterday'");
        page.the("dialog", "Token");
        give(page, OPERATOR);
        page.the("link", "first");
    }

    @Test
    void theCommandThatIsCopiedHasNoToken(Page page) throws Exception {
        page.expecting(REFUSED).at(site.operators()).open("#/try?model=first");
        give(page, OPERATOR);
        TryPage view = new TryPage(page);
        page.the("checkbox", "first");
        Path picture = site.picture("one.png", new Color(200, 60, 40));
        view.drop(picture);
        String label = view.label("first");
        String copied = view.copy("curl");
        assertThat(copied).doesNotContain(OPERATOR).contains("$TOKEN");
        String answer = site.shell("cd pictures && " + copied, "TOKEN", OPERATOR);
        assertThat(answer).contains("\"label\":\"" + label + "\"");
    }

    @Test
    void aServiceThatIsKilledIsMissedAndFoundAgain(Page page) throws Exception {
        page.expecting(REFUSED)
                .expecting("net::ERR_")
                // Until its models are open.
                .expecting("/health/ready - Failed to load resource: the server responded with a status of 503")
                .at(site.operators())
                .open("#/models");
        give(page, OPERATOR);
        page.the("link", "first");
        site.kill();
        page.shows("The service does not answer. This page goes on when it does.");
        // What was there stays to be read.
        page.the("link", "first");
        site.restart();
        page.hides("The service does not answer.");
        page.hands().press(page.the("link", "first"));
        page.the("heading", "first");
    }
}
