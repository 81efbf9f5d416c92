/** Jobs on the disk: a folder for each, with its order, its journal and its files. */
@NullMarked
package io.pokeai.aug.jobs.internal.store;

import org.jspecify.annotations.NullMarked;
