/**
 * Files that others read: {@link io.pokeai.engine.files.WholeFile} writes one whole or not at all.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.files;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
