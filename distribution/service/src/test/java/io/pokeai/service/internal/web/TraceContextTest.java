package io.pokeai.service.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples and rules of section 3.2 of W3C's recommendation. */
class TraceContextTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    @Test
    void theExampleOfTheRecommendation() {
        assertThat(TraceContext.parse("00-" + TRACE + "-" + PARENT + "-01"))
                .hasValue(new TraceContext(TRACE, PARENT, true));
        assertThat(TraceContext.parse("00-" + TRACE + "-" + PARENT + "-00"))
                .hasValue(new TraceContext(TRACE, PARENT, false));
    }

    @Test
    void aLaterVersionMayHaveMore() {
        assertThat(TraceContext.parse("cc-" + TRACE + "-" + PARENT + "-01-what-the-future-will-be-like"))
                .hasValue(new TraceContext(TRACE, PARENT, true));
        assertThat(TraceContext.parse("cc-" + TRACE + "-" + PARENT + "-01")).isPresent();
        assertThat(TraceContext.parse("cc-" + TRACE + "-" + PARENT + "-01.what"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-01-more",
                "00-" + TRACE + "-" + PARENT + "-1",
                "00-" + TRACE + "-" + PARENT,
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + PARENT + "-01",
                "00-" + TRACE + "-b7ad6b716920333-01",
                "0.-" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "x-" + PARENT + "-01"
            })
    void whatIsMalformedIsPassedOver(String header) {
        assertThat(TraceContext.parse(header)).isEmpty();
    }
}
