/** Jobs on the disk of this machine, run by this process: {@link io.pokeai.aug.jobs.local.LocalJobs} opens them. */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.jobs.local;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
