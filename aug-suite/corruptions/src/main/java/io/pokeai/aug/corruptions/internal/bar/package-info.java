/** The ten corruptions of ImageNet-C-bar. */
@NullMarked
package io.pokeai.aug.corruptions.internal.bar;

import org.jspecify.annotations.NullMarked;
