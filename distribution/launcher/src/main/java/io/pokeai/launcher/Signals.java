package io.pokeai.launcher;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns TERM and INT into an orderly end. The JVM's own answer would run shutdown hooks beside our threads, and a native
 * library that is torn down under a running call crashes the process.
 */
final class Signals {
    /** What a shell adds to the number of the signal that ended a process. */
    private static final int SIGNALLED = 128;

    private final AtomicInteger received = new AtomicInteger();

    /**
     * Calls {@code stop} at the first signal, on a thread of the JVM; the second signal ends the process at once.
     *
     * <p>{@code sun.misc.Signal} is the only API for signals, and the compiler warns of every use of it, hence the
     * reflection.
     */
    void install(Runnable stop) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler handling = (proxy, method, arguments) -> {
                if (!method.getName().equals("handle")) {
                    return method.getName().equals("hashCode") ? (Object) 0 : "PokeAI signal handler";
                }
                int number = (int) signal.getMethod("getNumber").invoke(arguments[0]);
                if (!received.compareAndSet(0, number)) {
                    Runtime.getRuntime().halt(SIGNALLED + number);
                }
                stop.run();
                return null;
            };
            Object proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, handling);
            for (String name : new String[] {"TERM", "INT"}) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            System.err.println("pokeai: signals keep their default meaning here: " + e);
        }
    }

    /** The exit status: that of the signal if one was received, else the given one. */
    int exitStatus(int otherwise) {
        int number = received.get();
        return number == 0 ? otherwise : SIGNALLED + number;
    }

    boolean received() {
        return received.get() != 0;
    }
}
