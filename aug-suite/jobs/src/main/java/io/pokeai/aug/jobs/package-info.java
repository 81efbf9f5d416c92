/**
 * Evaluations and robustness runs as jobs: they wait their turn, are paused, resumed and cancelled, and go on after the process was
 * killed.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.jobs.JobService}: all jobs of a service; makes them, finds them, lists them;
 *   <li>{@link io.pokeai.aug.jobs.Job}: one of them, and what may be done with it;
 *   <li>{@link io.pokeai.aug.jobs.JobOrder}: what a job is to do;
 *   <li>{@link io.pokeai.aug.jobs.JobStatus}, {@link io.pokeai.aug.jobs.JobState}: where it is, and
 *       {@link io.pokeai.aug.jobs.JobTransitions}: where it may go from there;
 *   <li>{@link io.pokeai.aug.jobs.JobEvents}: what has happened, line by line, from any line on;
 *   <li>{@link io.pokeai.aug.jobs.Artefact}: a file that a job has made;
 *   <li>{@link io.pokeai.aug.jobs.JobJson}: how all of it looks as JSON.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.jobs;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
