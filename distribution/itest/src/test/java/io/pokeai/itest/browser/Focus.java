package io.pokeai.itest.browser;

/** Where the focus is after an action: whoever has only a keyboard goes on from there. */
final class Focus {
    private Focus() {}

    /** Waits until the focus is on a control; an action may draw the page anew. */
    static void require(Page page) {
        page.until("the focus is on a control after an action", page::hasFocus);
    }
}
