/** What the YOLO back end makes of checkpoints. */
@NullMarked
package io.pokeai.backend.yolo.internal;

import org.jspecify.annotations.NullMarked;
