package io.pokeai.service.internal.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;

/** Does something when a request has been answered: now, or when a body that is written without a thread has ended. */
record AnswerEnd(Runnable what) implements AsyncListener {
    /** To be called when the servlet has returned. */
    static void run(ServletRequest request, Runnable what) {
        // True until the servlet container knows that all filters have returned, even if the body has ended by then.
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new AnswerEnd(what));
        } else {
            what.run();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        what.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // It is completed afterwards.
    }

    @Override
    public void onError(AsyncEvent event) {
        // It is completed afterwards.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is not started a second time.
    }
}
