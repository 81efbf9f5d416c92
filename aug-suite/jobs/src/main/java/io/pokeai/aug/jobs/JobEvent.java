package io.pokeai.aug.jobs;

/**
 * Something that has happened to a job: a line of its journal.
 *
 * <p>Types: {@code created}, {@code state}, {@code note}, {@code cell}, {@code progress}, {@code result}, {@code pinned},
 * {@code expired}. Programs pass over types that they do not know.
 *
 * @param id number of the line, from 1
 * @param type what has happened
 * @param json one JSON object on one line, with {@code at} and {@code event} among its fields
 */
public record JobEvent(long id, String type, String json) {}
