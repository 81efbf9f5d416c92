package io.pokeai.service.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathPartsTest {
    /** Models may be called so; what Java reads of a link is what was written into it. */
    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "a b", "50%", "a?b=c#d", "a/b", "a+b*c", "né-模型", "..", "\"'<>"})
    void aPartIsOnePartOfALinkWhateverIsInIt(String name) {
        URI link = URI.create("http://127.0.0.1/v1/models/" + PathParts.encoded(name) + "/shadow");
        assertThat(link.getRawPath().split("/", -1)).hasSize(5);
        assertThat(link.getPath()).isEqualTo("/v1/models/" + name + "/shadow");
        assertThat(link.getQuery()).isNull();
        assertThat(link.getFragment()).isNull();
    }
}
