/**
 * Files of long runs in an artifacts folder: {@link io.pokeai.engine.dataset.files.TextFile} writes a text whole or not at all and
 * says what to do when it cannot be written, {@link io.pokeai.engine.dataset.files.FolderLock} lets one run work at a time.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.dataset.files;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
