package io.pokeai.service.internal.web;

/** The two ports. What answers on one of them does not exist on the other. */
public enum Port {
    /** For callers: inference and metadata. */
    PUBLIC,
    /** For operators, on the loopback interface. */
    ADMIN;

    /** The name of its server, by which servlets are bound to it. */
    public String serverName() {
        return this == PUBLIC ? "pokeai-public" : "pokeai-admin";
    }
}
