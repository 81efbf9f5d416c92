/**
 * Jobs over HTTP, below {@code /v1/jobs} of the administration port: orders, states, events and artefacts.
 *
 * <p>What a job is, and how it survives, is in {@code io.pokeai.aug.jobs}; here is what RFC 9110, 7240 and 9457 say of it.
 */
@NullMarked
package io.pokeai.service.internal.jobs;

import org.jspecify.annotations.NullMarked;
