package io.pokeai.service.internal.reload;

import io.pokeai.service.internal.transport.ServerTls;
import java.nio.file.Path;
import java.util.List;

/** The certificate of the public port, and its key. */
public record ReloadableTls(ServerTls tls) implements Reloadable {
    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public List<Path> files() {
        return tls.files();
    }

    @Override
    public boolean reload() {
        return tls.reload();
    }
}
