package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.service.internal.health.HealthServices;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The health checks that a framework with Felix Health Checks sees. */
class FelixHealthTest {
    @TempDir
    Path folder;

    private final Map<String, HealthCheck> registered = new ConcurrentHashMap<>();

    /** Keeps what is registered, by its first tag. */
    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("registerService");
                    Dictionary<?, ?> properties = (Dictionary<?, ?>) arguments[2];
                    String tag = ((String[]) properties.get(HealthCheck.TAGS))[0];
                    registered.put(tag, (HealthCheck) arguments[1]);
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {ServiceRegistration.class},
                            (registration, call, none) -> {
                                assertThat(call.getName()).isEqualTo("unregister");
                                return registered.remove(tag);
                            });
                });
    }

    private Result.Status status(String tag) {
        return registered.get(tag).execute().getStatus();
    }

    @Test
    void theChecksFollowTheServiceAndGoWithIt() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            HealthServices health = HealthServices.register(context(), service.state, service.engine);
            assertThat(registered).containsOnlyKeys("live", "ready", "models");
            assertThat(status("live")).isEqualTo(Result.Status.OK);
            assertThat(status("ready")).isEqualTo(Result.Status.OK);
            assertThat(status("models")).isEqualTo(Result.Status.OK);
            Path broken = FakeClassifierFactory.write(folder.resolve("artifacts/broken.onnx"), "fake broken");
            Files.setLastModifiedTime(broken, FileTime.from(Instant.now().minusSeconds(100)));
            service.engine.models().rescan();
            assertThat(registered.get("models").execute().toString()).contains("CRITICAL", "broken");
            service.state.drain();
            assertThat(status("ready")).isEqualTo(Result.Status.TEMPORARILY_UNAVAILABLE);
            assertThat(status("live")).isEqualTo(Result.Status.OK);
            health.close();
            assertThat(registered).isEmpty();
        }
    }
}
