package io.pokeai.service.grpc.internal;

import java.nio.ByteBuffer;
import java.util.Optional;

/** {@code ModelReadyRequest} and {@code ModelMetadataRequest}: a name, and perhaps a version. */
record NamedModel(String name, Optional<String> version) {
    static NamedModel read(ByteBuffer message) {
        String name = "";
        String version = "";
        WireReader in = new WireReader(message);
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.text();
                case 2 -> version = in.text();
                default -> in.skip();
            }
        }
        return new NamedModel(name, version.isEmpty() ? Optional.empty() : Optional.of(version));
    }
}
