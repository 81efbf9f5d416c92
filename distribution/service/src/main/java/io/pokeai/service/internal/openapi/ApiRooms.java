package io.pokeai.service.internal.openapi;

import io.pokeai.service.internal.web.Port;
import java.util.ArrayList;
import java.util.List;

/** Which files describe which port. A new room is added here. <b>Threads</b> stateless. */
public final class ApiRooms {
    private static final List<String> PUBLIC =
            List.of("shared", "oip", "repository", "callers", "pictures", "operations");
    private static final List<String> ADMIN =
            List.of("shared", "administration", "pictures", "jobs", "repository", "metrics", "figures", "operations");

    private ApiRooms() {}

    /** @param publicMetrics whether the public port answers {@code /metrics} */
    static List<String> of(Port port, boolean publicMetrics) {
        List<String> rooms = new ArrayList<>(port == Port.PUBLIC ? PUBLIC : ADMIN);
        if (port == Port.PUBLIC && publicMetrics) {
            rooms.add("metrics");
        }
        return rooms;
    }
}
