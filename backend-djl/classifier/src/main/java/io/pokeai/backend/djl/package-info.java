/** The back end for TorchScript archives: {@link io.pokeai.backend.djl.DjlClassifierFactory}. */
// Not imported: two builds of a back end in one framework must each use their own classes.
@Export(substitution = Substitution.NOIMPORT)
@Version("0.1.0")
@NullMarked
package io.pokeai.backend.djl;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.bundle.Export.Substitution;
import org.osgi.annotation.versioning.Version;
