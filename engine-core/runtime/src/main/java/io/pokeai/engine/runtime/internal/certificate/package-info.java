/**
 * Pictures with the answers that a model has to give: made
 * ({@link io.pokeai.engine.runtime.internal.certificate.CertificateMaker}), written and read
 * ({@link io.pokeai.engine.runtime.internal.certificate.CertificateFile},
 * {@link io.pokeai.engine.runtime.internal.certificate.CertificateReader}), and held against an opened model
 * ({@link io.pokeai.engine.runtime.internal.certificate.Certifier}).
 */
@NullMarked
package io.pokeai.engine.runtime.internal.certificate;

import org.jspecify.annotations.NullMarked;
