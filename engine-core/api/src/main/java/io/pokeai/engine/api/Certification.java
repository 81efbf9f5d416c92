package io.pokeai.engine.api;

/** Where a model stands with its {@link Certificate}. */
public enum Certification {
    /** The model has no certificate. */
    NONE,
    /** The model has a certificate, and is checked against it when it is opened. */
    PENDING,
    /** The generation that answers has met the certificate. */
    PASSED,
    /** The newest generation did not meet the certificate, so it was never published. */
    FAILED
}
