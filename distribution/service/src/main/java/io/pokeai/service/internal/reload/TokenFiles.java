package io.pokeai.service.internal.reload;

import io.pokeai.service.internal.web.BearerTokens;
import io.pokeai.service.internal.web.Gatekeeper;
import io.pokeai.service.internal.web.Port;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tokens of both ports, from their files. A port that has been started without a file asks for no token until it is started anew.
 *
 * <p><b>Threads</b> safe.
 */
public final class TokenFiles implements Reloadable {
    private final Optional<Path> callers;
    private final Optional<Path> operators;
    private volatile Tokens tokens;

    /** Both are replaced at once. */
    private record Tokens(BearerTokens callers, BearerTokens operators) {
        boolean isSameAs(Tokens other) {
            return callers.isSameAs(other.callers) && operators.isSameAs(other.operators);
        }
    }

    /** @throws RuntimeException as {@link BearerTokens#read} */
    public TokenFiles(Optional<Path> callers, Optional<Path> operators) {
        this.callers = callers;
        this.operators = operators;
        this.tokens = read();
    }

    private Tokens read() {
        return new Tokens(
                callers.map(BearerTokens::read).orElse(BearerTokens.NONE),
                operators.map(BearerTokens::read).orElse(BearerTokens.NONE));
    }

    /**
     * Who may use a port now.
     *
     * @param loopback whether it is bound to the loopback interface
     */
    public Gatekeeper.Access access(Port port, boolean loopback) {
        Tokens now = tokens;
        return port == Port.PUBLIC
                ? new Gatekeeper.Access(now.callers(), now.operators(), loopback)
                : new Gatekeeper.Access(now.operators(), now.callers(), loopback);
    }

    @Override
    public String name() {
        return "tokens";
    }

    @Override
    public List<Path> files() {
        return Stream.of(callers, operators).flatMap(Optional::stream).toList();
    }

    @Override
    public boolean reload() {
        Tokens found = read();
        boolean changed = !found.isSameAs(tokens);
        tokens = found;
        return changed;
    }
}
