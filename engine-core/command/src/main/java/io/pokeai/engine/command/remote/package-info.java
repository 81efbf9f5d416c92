/**
 * How a command asks a service that runs: {@link io.pokeai.engine.command.remote.RemoteService} sends a
 * {@link io.pokeai.engine.command.remote.RemoteRequest} and gives a {@link io.pokeai.engine.command.remote.RemoteReply}, over TCP, TLS or
 * the service's socket on this machine ({@link io.pokeai.engine.command.remote.LocalSocket}).
 *
 * <pre>{@code
 * RemoteService service = RemoteService.at("http://127.0.0.1:8081", Optional.of(Path.of("admin.token")));
 * byte[] json = service.fetch(RemoteRequest.get("v1", "models"));
 * }</pre>
 *
 * <p>It is a client of its own because Java's knows no Unix sockets, and takes longer to load than most requests last.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.command.remote;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
