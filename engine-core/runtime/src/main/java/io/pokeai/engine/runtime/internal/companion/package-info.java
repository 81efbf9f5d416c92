/**
 * What Hugging Face and timm write beside a model, read as data: {@link
 * io.pokeai.engine.runtime.internal.companion.CompanionFiles} finds the files, {@code HuggingFaceProcessor} and {@code TimmConfig}
 * say what they mean. A step that changes pixels and cannot be reproduced is refused; a key that is not understood makes the
 * preprocessing an assumption.
 */
@NullMarked
package io.pokeai.engine.runtime.internal.companion;

import org.jspecify.annotations.NullMarked;
