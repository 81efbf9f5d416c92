package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.service.grpc.internal.GrpcEndpoint;
import io.pokeai.service.internal.GrpcCalls.Reply;
import io.pokeai.service.internal.web.Port;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The protocol over gRPC, to a service of this process. */
@Timeout(60)
class GrpcTest {
    @TempDir
    static Path folder;

    private static ServiceFixture service;

    @BeforeAll
    static void start() throws Exception {
        service = ServiceFixture.start(folder, ServiceFixture.Setup.usual().with(new GrpcEndpoint()));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void healthAndMetadata() throws Exception {
        try (GrpcCalls calls = new GrpcCalls(service.port(Port.PUBLIC))) {
            Reply live = calls.call("ServerLive", new byte[0]);
            assertThat(live.status()).as(live.toString()).isZero();
            assertThat(live.hex()).isEqualTo("0801");
        }
    }
}
