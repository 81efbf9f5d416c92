package io.pokeai.aug.jobs;

/**
 * A model of a job.
 *
 * @param name what it is called
 * @param version hash of its content, which stays the same as long as the job lives; empty until the job has pinned it
 */
public record JobModel(String name, String version) {}
