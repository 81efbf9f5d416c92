package io.pokeai.service.internal.site;

import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.web.Port;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the pages of a site are.
 *
 * @param port that has given them
 * @param version of the runtime
 * @param administrationPort its number; told to browsers of this machine alone, as nobody else reaches it
 */
public record SitePlace(Port port, String version, int administrationPort) {
    /** An object for the pages. */
    void write(JsonWriter json, HttpServletRequest request) throws IOException {
        json.beginObject();
        json.field("port", port == Port.ADMIN ? "administration" : "public");
        json.field("version", version);
        if (port == Port.PUBLIC && isOfThisMachine(request)) {
            json.field("administration", "http://127.0.0.1:" + administrationPort);
        }
        json.endObject();
    }

    private static boolean isOfThisMachine(HttpServletRequest request) {
        try {
            // A literal address, which is not looked up.
            return InetAddress.getByName(String.valueOf(request.getRemoteAddr()))
                    .isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
