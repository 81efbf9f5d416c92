package io.pokeai.service.internal.web;

import java.time.Duration;

/**
 * How fast a body has to come.
 *
 * @param grace that every body may take
 * @param bytesPerSecond after that
 */
public record Pace(Duration grace, long bytesPerSecond) {
    /** Slower than any modem, and faster than a client that only wants to hold a thread. */
    public static final Pace USUAL = new Pace(Duration.ofSeconds(10), 250);
}
