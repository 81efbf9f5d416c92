package io.pokeai.service.spi;

import java.util.List;

/**
 * What the service says of itself.
 *
 * @param extensions of the protocol that it has
 */
public record ServiceMetadata(String name, String version, List<String> extensions) {
    public ServiceMetadata {
        extensions = List.copyOf(extensions);
    }
}
