package io.pokeai.itest.browser;

import org.openqa.selenium.WebElement;

/** What people do with the controls of a page. After each action, the focus is on a control and not lost. */
interface Hands {
    /** Presses a button, follows a link, ticks a box, opens or closes a summary. */
    void press(WebElement control);

    /** Puts a text into a field, in place of what it has. */
    void write(WebElement field, String text);

    /** Chooses the option of a select whose text begins so. */
    void choose(WebElement select, String option);

    /** Moves a slider to a value. */
    void slide(WebElement slider, double value);

    /** Presses what leads away from the page, or loads it again: the focus begins anew. */
    void leaveBy(WebElement control);
}
