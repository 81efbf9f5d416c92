package io.pokeai.itest.browser;

import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** A keyboard and no mouse: a control that Tab does not reach cannot be used. */
final class Keyboard implements Hands {
    /** More than any of our pages has between two controls that follow each other in a task. */
    private static final int MOST_TABS = 250;

    private static final int MOST_STEPS = 200;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    @Override
    public void press(WebElement control) {
        leaveBy(control);
        Focus.require(page);
    }

    @Override
    public void leaveBy(WebElement control) {
        reach(control);
        boolean byEnter = page.is("arguments[0].matches('a, button, summary')", control);
        type(byEnter ? Keys.ENTER : Keys.SPACE);
    }

    @Override
    public void write(WebElement field, String text) {
        reach(field);
        chord(Keys.CONTROL, "a");
        type(Keys.DELETE);
        type(text);
        Focus.require(page);
    }

    @Override
    public void choose(WebElement select, String option) {
        reach(select);
        // A closed list takes the arrow keys; the first one is where all of them can be reached from.
        type(Keys.HOME);
        for (int i = 0; i < MOST_STEPS; i++) {
            if (page.is("arguments[0].selectedOptions[0]?.text.trim().startsWith(arguments[1])", select, option)) {
                Focus.require(page);
                return;
            }
            type(Keys.ARROW_DOWN);
        }
        throw new AssertionError("no option '" + option + "'");
    }

    @Override
    public void slide(WebElement slider, double value) {
        reach(slider);
        for (int i = 0; i < MOST_STEPS; i++) {
            double now = page.number("Number(arguments[0].value)", slider);
            if (Math.abs(now - value) < 1e-9) {
                Focus.require(page);
                return;
            }
            type(now < value ? Keys.ARROW_RIGHT : Keys.ARROW_LEFT);
        }
        throw new AssertionError("the slider does not come to " + value);
    }

    /** Goes to a control by Tab, or back to it by Shift+Tab. */
    void reach(WebElement control) {
        for (int i = 0; i < MOST_TABS; i++) {
            Object where = page.run("""
                    const [wanted] = arguments;
                    const now = document.activeElement;
                    if (now === wanted) {
                      return 'there';
                    }
                    // One radio of a group has the focus, and arrows go to the others.
                    if (wanted.type === 'radio' && now?.type === 'radio' && wanted.name && now.name === wanted.name) {
                      return 'arrow';
                    }
                    return now && now.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING ? 'back' : 'on';
                    """, control);
            switch (String.valueOf(where)) {
                case "there" -> {
                    return;
                }
                case "arrow" -> type(Keys.ARROW_DOWN);
                case "back" -> chord(Keys.SHIFT, Keys.TAB);
                default -> type(Keys.TAB);
            }
        }
        throw new AssertionError(
                "Tab does not reach " + page.run("return arguments[0].outerHTML.slice(0, 200)", control) + "; it is at "
                        + page.run("return document.activeElement?.outerHTML.slice(0, 200)"));
    }

    void type(CharSequence keys) {
        new Actions(page.driver()).sendKeys(keys).perform();
    }

    /** Types a key while another one is held. */
    void chord(Keys held, CharSequence key) {
        new Actions(page.driver()).keyDown(held).sendKeys(key).keyUp(held).perform();
    }
}
